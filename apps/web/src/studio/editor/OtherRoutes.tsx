import { type DoseKind, type Drug, doseKindsOf, doseKindWords, refusedRoutes } from '@ketame/ketamine';
import { Button } from '@mantine/core';
import classes from './editor.module.css';

interface OtherRoutesProps {
  readonly drug: Drug;
  readonly onAdd: (kind: DoseKind) => void;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The routes that a drug has a model for, and why it has none for the others. */
export function OtherRoutes({ drug, onAdd }: OtherRoutesProps) {
  return (
    <>
      {doseKindsOf(drug)
        .filter((kind) => kind !== 'bolus')
        .map((kind) => (
          <Button key={kind} size="compact-xs" variant="default" onClick={() => onAdd(kind)}>
            {capital(doseKindWords[kind])}
          </Button>
        ))}
      <details className={classes.refusedRoutes}>
        <summary>Routes without a model</summary>
        <dl>
          {refusedRoutes[drug].map(({ route, reason }) => (
            <div key={route}>
              <dt>{capital(route)}</dt>
              <dd>{reason}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
