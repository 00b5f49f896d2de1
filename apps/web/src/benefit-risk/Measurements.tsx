import { knowledgeWords, valueTree } from '@ketame/evidence';
import { Checkbox, TextInput } from '@mantine/core';
import { Section } from '../parts/Page.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import classes from './benefit-risk.module.css';
import { type Choice, comparable, measurementText, problemOf } from './comparison.ts';

interface MeasurementsProps {
  readonly choices: readonly Choice[];
  /** Criteria that are measured but not compared. */
  readonly leftOut: ReadonlySet<string>;
  readonly onLeaveOut: (criterion: string, out: boolean) => void;
  readonly onChange: (choice: string, changes: Partial<Choice>) => void;
}

const howKnown = { ...knowledgeWords, ours: 'ours', predicted: 'predicted by Ketame' };

/** Every measurement of every option, with its source; what nobody measured is empty and can be typed. */
export function Measurements({ choices, leftOut, onLeaveOut, onChange }: MeasurementsProps) {
  const measured = new Set(comparable(choices).map(({ id }) => id));
  return (
    <Section title="What is known of each option" note="empty: nobody measured it">
      <p className={classes.text}>
        Only what every option is measured by can be compared; leaving a criterion out gives it no weight at
        all. Type over a cell to use a number of your own: “26 ± 11” with its standard error, “28/30” people,
        a plain number or a percentage.
      </p>
      <ScrollRegion label="measurements">
        <table className={`${table.table} ${classes.measurements}`}>
          <thead>
            <tr>
              <th scope="col">Criterion</th>
              {choices.map(({ id, name }) => (
                <th scope="col" key={id}>
                  {id.startsWith('own-') ? (
                    <TextInput
                      size="xs"
                      aria-label="Name of your option"
                      value={name}
                      onChange={({ currentTarget }) => onChange(id, { name: currentTarget.value })}
                    />
                  ) : (
                    name
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {valueTree.map((criterion) => (
              <tr key={criterion.id}>
                <th scope="row">
                  <Checkbox
                    size="sm"
                    label={criterion.name}
                    description={`${criterion.measure}; ${criterion.worst} worst, ${criterion.best} best`}
                    disabled={!measured.has(criterion.id)}
                    checked={measured.has(criterion.id) && !leftOut.has(criterion.id)}
                    onChange={({ currentTarget }) => onLeaveOut(criterion.id, !currentTarget.checked)}
                  />
                </th>
                {choices.map((choice) => (
                  <td key={choice.id}>
                    <Cell choice={choice} criterionId={criterion.id} onChange={onChange} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
}

interface CellProps {
  readonly choice: Choice;
  readonly criterionId: string;
  readonly onChange: MeasurementsProps['onChange'];
}

function Cell({ choice, criterionId, onChange }: CellProps) {
  const criterion = valueTree.find(({ id }) => id === criterionId);
  if (!criterion) return null;
  const packaged = choice.packaged[criterionId];
  const typed = choice.typed[criterionId];
  const own = typed !== undefined;
  const set = (text: string) => {
    const { [criterionId]: _, ...others } = choice.typed;
    const same = packaged !== undefined && text === measurementText(packaged.measurement);
    onChange(choice.id, { typed: same ? others : { ...others, [criterionId]: text } });
  };
  return (
    <>
      <TextInput
        size="xs"
        aria-label={`${criterion.name}, ${choice.name}`}
        placeholder="not measured"
        value={typed ?? (packaged ? measurementText(packaged.measurement) : '')}
        error={problemOf(choice, criterion)}
        onChange={({ currentTarget }) => set(currentTarget.value)}
      />
      <p className={classes.source}>
        {own && typed.trim() !== '' && 'Your number. '}
        {!own && packaged && `${packaged.source} (${howKnown[packaged.knowledge]}). ${packaged.note ?? ''}`}
      </p>
    </>
  );
}
