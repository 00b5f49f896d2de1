import type { PlanContent } from '@ketame/contract';
import { patientInteractions, regimenNotes } from '@ketame/ketamine';
import { Section } from '../parts/Page.tsx';
import { letterOf } from '../studio/state/words.ts';
import classes from './PlanSheet.module.css';

/** What bears on each regimen of a plan: its routes, other drugs and the genotype; nothing where nothing does. */
export function PlanCautions({ state }: { readonly state: PlanContent['state'] }) {
  const found = state.regimens.flatMap((regimen, index) =>
    [...regimenNotes(regimen), ...patientInteractions(state.patient, regimen)].map(({ message, source }) => ({
      text: `${letterOf(index)}: ${message}`,
      source,
    })),
  );
  if (found.length === 0) return null;
  return (
    <Section title="Routes, other drugs, genotype">
      <ul className={classes.limits}>
        {found.map(({ text, source }) => (
          <li key={text}>
            {text} <small>{source}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
