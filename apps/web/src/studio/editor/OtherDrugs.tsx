import {
  type Cyp2b6Genotype,
  clearanceOfGenotype,
  combinations,
  interactionConflicts,
  otherDrugs,
  type Patient,
} from '@ketame/ketamine';
import { Checkbox, NativeSelect } from '@mantine/core';
import classes from './editor.module.css';

const GENOTYPES = Object.keys(clearanceOfGenotype) as Cyp2b6Genotype[];

interface OtherDrugsProps {
  readonly patient: Patient;
  readonly onChange: (patient: Patient) => void;
}

/** What else changes how long ketamine stays: drugs, food and herbs with a measured effect, and the enzyme's genotype. */
export function OtherDrugs({ patient, onChange }: OtherDrugsProps) {
  const { otherDrugs: taken = [], cyp2b6: genotype, ...rest } = patient;
  const change = (drugs: Patient['otherDrugs'] = taken, cyp2b6 = genotype) =>
    onChange({
      ...rest,
      ...(drugs.length > 0 ? { otherDrugs: drugs } : {}),
      ...(cyp2b6 === undefined ? {} : { cyp2b6 }),
    });
  const chosen = [...taken, ...(genotype === undefined ? [] : [`CYP2B6 ${genotype}`])];
  return (
    <details className={classes.otherDrugs}>
      <summary>
        Taken with ketamine, genotype: {chosen.length === 0 ? 'nothing that changes it' : chosen.join(', ')}
      </summary>
      <div className={classes.otherDrugsFields}>
        {otherDrugs.map((drug) => (
          <Checkbox
            key={drug}
            size="xs"
            label={drug}
            checked={taken.includes(drug)}
            onChange={(event) =>
              change(event.currentTarget.checked ? [...taken, drug] : taken.filter((other) => other !== drug))
            }
          />
        ))}
        <NativeSelect
          size="xs"
          label="CYP2B6"
          data={[{ value: '', label: 'not known' }, ...GENOTYPES]}
          value={genotype ?? ''}
          onChange={(event) => {
            const found = GENOTYPES.find((each) => each === event.currentTarget.value);
            if (found === undefined)
              onChange({ ...rest, ...(taken.length > 0 ? { otherDrugs: taken } : {}) });
            else change(taken, found);
          }}
        />
      </div>
      <details>
        <summary>Conflicts between studies; what is given against the effects</summary>
        <p>Where studies contradict each other, nothing is averaged:</p>
        <ul>
          {interactionConflicts.map((conflict) => (
            <li key={conflict}>{conflict}</li>
          ))}
        </ul>
        <p>
          Given beside ketamine against its effects; shown alone, no curve and no alert takes it into account:
        </p>
        <ul>
          {combinations.map(({ id, beside, found, source }) => (
            <li key={id}>
              <strong>{beside}</strong>: {found} {source.citation}
            </li>
          ))}
        </ul>
      </details>
    </details>
  );
}
