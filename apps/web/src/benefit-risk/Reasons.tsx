import { Section } from '../parts/Page.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import classes from './benefit-risk.module.css';
import type { Compared } from './comparison.ts';

const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

interface ReasonsProps {
  readonly result: Compared;
  /** Whether the weights themselves are known, so that those of other people are beside the point. */
  readonly known: boolean;
}

/** Why the two best options stand as they do: what each criterion adds, how far it could move, where it would turn. */
export function Reasons({ result, known }: ReasonsProps) {
  const { first, second, tree, turning, tornado, values } = result;
  const partOf = (option: string, criterion: string) =>
    values.find((one) => one.option === option)?.contributions.find((one) => one.criterion === criterion);
  const reach = Math.max(...tornado.bars.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]), 1e-9);
  return (
    <Section title={`Why ${first.name} stands before ${second.name}`} note="the two with the highest values">
      <ScrollRegion label="what each criterion adds">
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Criterion</th>
              <th scope="col">Weight</th>
              <th scope="col">{first.name}</th>
              <th scope="col">{second.name}</th>
              <th scope="col">Advantage, as this alone is uncertain</th>
              <th scope="col">Turns at weight</th>
            </tr>
          </thead>
          <tbody>
            {tornado.bars.map(({ criterion, low, high }) => {
              const known = tree.find(({ id }) => id === criterion);
              const turn = turning.find((one) => one.criterion === criterion);
              const one = partOf(first.id, criterion);
              const other = partOf(second.id, criterion);
              return (
                <tr key={criterion}>
                  <th scope="row">{known?.name}</th>
                  <td data-label="Weight">{percent(turn?.weight ?? 0)}</td>
                  <td data-label={first.name}>{(one?.weighted ?? 0).toFixed(2)}</td>
                  <td data-label={second.name}>{(other?.weighted ?? 0).toFixed(2)}</td>
                  <td data-label="Advantage">
                    <span
                      className={classes.bar}
                      aria-hidden="true"
                      style={
                        {
                          '--from': `${50 + (50 * low) / reach}%`,
                          '--to': `${50 + (50 * high) / reach}%`,
                        } as React.CSSProperties
                      }
                    />
                    {signed(low)} to {signed(high)}
                  </td>
                  <td data-label="Turns at weight">
                    {turn?.turnsAt == null ? 'no weight turns it' : percent(turn.turnsAt)}
                  </td>
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Sum</th>
              <td data-label="Weight">100 %</td>
              <td data-label={first.name}>{values[0]?.total.toFixed(2)}</td>
              <td data-label={second.name}>{values[1]?.total.toFixed(2)}</td>
              <td data-label="Advantage">{signed(tornado.advantage)}</td>
              <td />
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
      <p className={classes.source}>
        Each column of an option is weight times value (0 at the worst end of the scale, 1 at its best). The
        advantage of the first over the second is followed from the least to the most favourable end of the 95
        % interval of one criterion, the others held at their middle, the widest first. A weight turns the
        choice when the others keep their proportions. A value that was given as a plain number has no
        interval.
      </p>
      {!known && <CentralWeights result={result} />}
    </Section>
  );
}

/** The weights of somebody who would choose each option. */
function CentralWeights({ result: { acceptability, options, tree } }: { readonly result: Compared }) {
  return (
    <ul className={classes.statements}>
      {acceptability.options.map(({ option, centralWeights, confidence }) => {
        const name = options.find(({ id }) => id === option)?.name;
        if (centralWeights === null)
          return <li key={option}>{name}: no weights among those drawn favour it.</li>;
        const leading = tree
          .toSorted((a, b) => (centralWeights[b.id] ?? 0) - (centralWeights[a.id] ?? 0))
          .slice(0, 3)
          .map(({ id, name: criterion }) => `${criterion.toLowerCase()} ${percent(centralWeights[id] ?? 0)}`);
        return (
          <li key={option}>
            Who would choose <strong>{name}</strong> weighs {leading.join(', ')} in the middle, and is right
            to in {percent(confidence ?? 0)} of what the measurements leave open.
          </li>
        );
      })}
    </ul>
  );
}
