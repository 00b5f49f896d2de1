import type { Estimate, PatientIndex } from '@ketame/evidence';
import { Notice } from '../parts/Notice.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import classes from './retreatment.module.css';
import { ThreeChoices } from './ThreeChoices.tsx';

const advice = {
  'go on': 'The index advises to go on',
  change: 'The index advises a change',
  stop: 'The index advises to stop',
  undecided: 'The index does not decide',
} as const;

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

interface IndexViewProps {
  readonly index: PatientIndex;
  /** What a rule of care says that comes before any weighing; null where none holds. */
  readonly outranked?: string | null;
}

/** One index: its advice, the reasons with their source, what it does not know, its parts, and the three choices. */
export function IndexView({ index, outranked = null }: IndexViewProps) {
  const { utility, reasons, gaps } = index;
  return (
    <>
      <Notice
        kind={index.advice === 'stop' || outranked !== null ? 'caution' : 'information'}
        title={`${advice[index.advice]}. The physician decides.`}
      >
        {outranked !== null && (
          <p>
            <strong>A rule of care comes before it: {outranked}.</strong>
          </p>
        )}
        {reasons.length === 0 && <p>No rule decides: the interval of benefit less harm holds 0.</p>}
        <ul>
          {reasons.map(({ id, text, source, knowledge }) => (
            <li key={id}>
              {text}{' '}
              <span className={table.soft}>
                {source} ({knowledge})
              </span>
            </li>
          ))}
        </ul>
      </Notice>
      {gaps.length > 0 && (
        <>
          <h3 className={classes.small}>What it does not know</h3>
          <ul className={classes.list}>
            {gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </>
      )}
      {utility !== null && (
        <ScrollRegion label="of the weeks counted">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Of the weeks counted</th>
                <th scope="col" className={table.number}>
                  Value
                </th>
                <th scope="col" className={table.number}>
                  {percent(utility.benefit.level)} interval
                </th>
              </tr>
            </thead>
            <tbody>
              <Row name="with the benefit asked for" estimate={utility.benefit} write={percent} />
              <Row name="with a harm that counts" estimate={utility.harm} write={percent} />
              <Row
                name={`benefit less ${utility.harmWeight} × harm`}
                estimate={utility.difference}
                write={(value) => value.toFixed(2).replace('-', '−')}
              />
              {utility.joint.from === 'joint data' && (
                <Row
                  name="with benefit and without harm"
                  estimate={utility.joint.benefitWithoutHarm}
                  write={percent}
                />
              )}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      <ThreeChoices index={index} />
    </>
  );
}

interface RowProps {
  readonly name: string;
  readonly estimate: Estimate;
  readonly write: (value: number) => string;
}

function Row({ name, estimate, write }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={table.number}>{write(estimate.value)}</td>
      <td className={table.number}>
        {write(estimate.lower)} to {write(estimate.upper)}
      </td>
    </tr>
  );
}
