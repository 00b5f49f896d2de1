import { numberText } from '../parts/format.ts';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import classes from './benefit-risk.module.css';
import type { Compared, Counts } from './comparison.ts';

const rankNames = ['First', 'Second', 'Third', 'Fourth'];

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

interface AnswerProps {
  readonly result: Compared;
  /** Whether the patient was asked for every swing. */
  readonly asked: boolean;
  readonly counts: Counts;
}

/** Which option comes first, how often, and the value of each with what it is made of. */
export function Answer({ result, asked, counts }: AnswerProps) {
  const shares = result.acceptability.options.toSorted((a, b) => (b.ranks[0] ?? 0) - (a.ranks[0] ?? 0));
  const nameOf = (id: string | undefined) => result.options.find((option) => option.id === id)?.name ?? '';
  const best = shares[0];
  const over = asked
    ? counts === 'order'
      ? 'over all weights in the order that the patient gave'
      : 'with the patient’s weights'
    : 'over all weights that a patient could have';
  const first = percent(best?.ranks[0] ?? 0);
  return (
    <>
      <p className={classes.answer} role="status">
        <strong>{nameOf(best?.option)}</strong> comes first in {first} of the draws {over}.{' '}
        {asked
          ? 'The rest is what the measurements leave open.'
          : 'Nobody has been asked yet: the questions below say what this patient’s weights are.'}
      </p>
      <ScrollRegion label="how often each option comes first">
        <table className={classes.ranks}>
          <thead>
            <tr>
              <th scope="col">Option</th>
              {rankNames.slice(0, shares.length).map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
              <th scope="col">Value, 0 to 1{asked ? '' : ', equal weights'}</th>
            </tr>
          </thead>
          <tbody>
            {shares.map(({ option, ranks }) => {
              const value = result.values.find((one) => one.option === option);
              return (
                <tr key={option}>
                  <th scope="row">{nameOf(option)}</th>
                  {rankNames.slice(0, shares.length).map((name, rank) => (
                    <td
                      key={name}
                      style={{ '--share': ranks[rank] } as React.CSSProperties}
                      className={classes.share}
                    >
                      {percent(ranks[rank] ?? 0)}
                    </td>
                  ))}
                  <td className={classes.value}>{numberText(value?.total ?? Number.NaN, 2)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
      <p className={classes.source}>
        {result.acceptability.draws.toLocaleString('en-GB').replaceAll(',', '\u202f')} draws of weights and
        measurements (SMAA-2: Lahdelma and Salminen 2001); a share is off by at most{' '}
        {(100 * result.acceptability.greatestStandardError).toFixed(1)} percentage points (one standard
        error). {result.acceptability.random.generator}, seed {result.acceptability.random.seed}. Compared on{' '}
        {result.tree.map(({ name }) => name.toLowerCase()).join(', ')}; on nothing else.
      </p>
    </>
  );
}
