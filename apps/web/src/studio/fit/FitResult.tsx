import type { ReliefDiary, ReliefLearnt } from '@ketame/ketamine';
import { numberText } from '../../parts/format.ts';
import { Notice } from '../../parts/Notice.tsx';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import classes from './fit.module.css';
import type { FitAnswer, ShownFit } from './fit-worker.ts';

/** The answer in words and tables; a fit that may not be believed has no parameters. */
export function FitResult({ answer }: { readonly answer: FitAnswer }) {
  if (answer.problem !== null) return <Notice kind="caution" title={answer.problem} />;
  return (
    <>
      {answer.sites.map((fit) => (
        <Site key={fit.site} fit={fit} />
      ))}
      {answer.diary !== null && <Diary diary={answer.diary} />}
    </>
  );
}

function Site({ fit }: { readonly fit: ShownFit }) {
  const { site, model, failure, parameters, deviates, residuals, notes, assumptions } = fit;
  const left = new Map(deviates.map(({ name, shrinkage }) => [name, shrinkage]));
  return (
    <div>
      <h3 className={classes.heading}>
        Concentrations in {site} blood, by {model}
      </h3>
      {failure !== null && (
        <Notice kind="caution" title="No parameters, and no dose from them">
          <p>
            {failure.message} {failure.advice}
          </p>
        </Notice>
      )}
      {parameters !== null && (
        <Table
          label={`Parameters, ${site}`}
          head={['', 'population', 'patient', '90 %', 'spread left']}
          rows={Object.entries(parameters).map(([symbol, { population, typical, low, high }]) => {
            const shrinkage = left.get(symbol);
            return [
              symbol,
              numberText(population),
              numberText(typical),
              `${numberText(low)}–${numberText(high)}`,
              shrinkage === undefined ? '' : `${Math.round(100 * shrinkage)} %`,
            ];
          })}
        />
      )}
      <Table
        label={`Measured and predicted, ${site}, ng/mL`}
        head={['h', 'measured', 'population', 'patient', 'analyte']}
        rows={residuals.map(({ timeH, observed, isBelowLimit, population, individual, output }) => [
          numberText(timeH),
          `${isBelowLimit ? '<' : ''}${numberText(observed)}`,
          numberText(population),
          numberText(individual),
          output,
        ])}
      />
      <ul className={classes.list}>
        {notes.map(({ code, message, source }) => (
          <li key={code}>
            {message} ({source})
          </li>
        ))}
        {assumptions.map((assumption) => (
          <li key={assumption}>{assumption}</li>
        ))}
      </ul>
    </div>
  );
}

function Diary({ diary: { refused, failure, learnt } }: { readonly diary: ReliefDiary }) {
  return (
    <div>
      <h3 className={classes.heading}>Pain diary</h3>
      {learnt === null ? (
        <Notice kind="caution" title="Nothing learnt from the diary">
          <p>
            {refused === null
              ? `${failure.message} ${failure.advice}`
              : refused.map(({ message }) => message).join(' ')}
          </p>
        </Notice>
      ) : (
        <Learnt learnt={learnt} />
      )}
    </div>
  );
}

function Learnt({ learnt }: { readonly learnt: ReliefLearnt }) {
  const { responder, halfLifeDays, fallsUnder, assumptions } = learnt;
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const days = (hours: number) => numberText(hours / 24, 2);
  const { share, timeH, chanceNever, chanceLater, horizonH } = fallsUnder;
  return (
    <>
      <p className={classes.words}>
        <strong>Responder: {percent(responder.probability)}</strong>; before the diary{' '}
        {percent(responder.prior)}, on placebo {percent(responder.placebo)}.
      </p>
      <p className={classes.words}>
        Half-life of relief, as a responder: {numberText(halfLifeDays.typical, 2)} days (
        {numberText(halfLifeDays.low, 2)}–{numberText(halfLifeDays.high, 2)}).
      </p>
      <p className={classes.words}>
        {timeH === null
          ? `Relief of ${percent(share)} is not likely ever to be reached.`
          : `Relief falls under ${percent(share)} ${days(timeH.typical)} days after the start (${days(timeH.low)}–${days(timeH.high)}, 90 %), as a responder.`}{' '}
        Never reached in {percent(chanceNever)}, still above after {days(horizonH)} days in{' '}
        {percent(chanceLater)}.
      </p>
      <ul className={classes.list}>
        {assumptions.map((assumption) => (
          <li key={assumption}>{assumption}</li>
        ))}
      </ul>
    </>
  );
}

interface TableProps {
  readonly label: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function Table({ label, head, rows }: TableProps) {
  return (
    <ScrollRegion label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {head.map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.join()}>
              {cells.map((cell, index) => (
                <td key={head[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
