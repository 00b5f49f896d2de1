import { shippedProtocols } from '@ketame/care';
import type { ReliefCompared, ReliefDiary, ReliefLearnt } from '@ketame/ketamine';
import { numberText } from '../../parts/format.ts';
import { Notice } from '../../parts/Notice.tsx';
import classes from './fit.module.css';
import type { FitAnswer, ShownFit } from './fit-worker.ts';
import { dayAfter, ownWindow } from './own-window.ts';

/** What was given, as far as dates follow from it. */
interface GivenCourse {
  /** ISO 8601; null until it is told. */
  readonly startedAt: string | null;
  /** Of the last dose, hours from the start. */
  readonly endH: number;
}

/** The answer in words; its numbers and pictures stand where there is room for them. */
export function FitResult({ answer, course }: { readonly answer: FitAnswer; readonly course: GivenCourse }) {
  if (answer.problem !== null) return <Notice kind="caution" title={answer.problem} />;
  return (
    <>
      {answer.sites.map((fit) => (
        <Site key={fit.site} fit={fit} />
      ))}
      {answer.diary !== null && <Diary diary={answer.diary} course={course} />}
    </>
  );
}

function Site({ fit }: { readonly fit: ShownFit }) {
  const { site, model, failure, notes, assumptions } = fit;
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

function Diary({
  diary: { refused, failure, learnt },
  course,
}: {
  readonly diary: ReliefDiary;
  readonly course: GivenCourse;
}) {
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
        <Learnt learnt={learnt} course={course} />
      )}
    </div>
  );
}

/** A probability is never shown as none or as certain because it was rounded. */
function chanceText(share: number): string {
  if (share > 0 && share < 0.01) return 'under 1 %';
  if (share < 1 && share > 0.99) return 'over 99 %';
  return percent(share);
}

const percent = (share: number) => `${numberText(Math.round(100 * share))} %`;

/** Where the diary contradicts the model, the page says so before it goes on. */
function Compared({ compared }: { readonly compared: ReliefCompared }) {
  const { fromH, toH, measured, expected, verdict } = compared;
  const words = `From day ${Math.round(fromH / 24)} to ${Math.round(toH / 24)} the diary shows ${percent(measured)} relief; the published model expected ${percent(expected.typical)} of a responder (${percent(expected.low)} to ${percent(expected.high)}, 90 %).`;
  if (verdict === 'as expected') return <p className={classes.words}>{words}</p>;
  return (
    <Notice kind="caution" title="The diary and the model disagree">
      <p>
        {words} {verdict === 'less than expected' ? LESS : MORE}
      </p>
    </Notice>
  );
}

const LESS =
  'No response, more pain from another cause, or another treatment that ended would look so: ask before the next course is planned by the model.';
const MORE =
  'Placebo, another treatment begun meanwhile, or pain that eases by itself would look so: the model does not know them.';

function Learnt({ learnt, course }: { readonly learnt: ReliefLearnt; readonly course: GivenCourse }) {
  const { compared, responder, halfLifeDays, fallsUnder, assumptions } = learnt;
  const days = (hours: number) => numberText(hours / 24, 2);
  const { share, timeH, chanceNever, chanceLater, horizonH } = fallsUnder;
  return (
    <>
      <p className={classes.words}>
        <strong>Responder: {chanceText(responder.probability)}</strong>; before the diary{' '}
        {percent(responder.prior)}, on placebo {percent(responder.placebo)}.
      </p>
      <p className={classes.words}>
        Half-life of relief, as a responder: {numberText(halfLifeDays.typical, 2)} days (
        {numberText(halfLifeDays.low, 2)}–{numberText(halfLifeDays.high, 2)}).
      </p>
      <p className={classes.words}>
        {timeH === null
          ? `By the model, relief of ${percent(share)} is not likely to be reached by this course.`
          : `Relief falls under ${percent(share)} ${days(timeH.typical)} days after the start (${days(timeH.low)}–${days(timeH.high)}, 90 %), as a responder.`}{' '}
        Never reached in {chanceText(chanceNever)}, still above after {days(horizonH)} days in{' '}
        {chanceText(chanceLater)}.
      </p>
      {compared !== null && <Compared compared={compared} />}
      <NextCourse fallsUnder={fallsUnder} course={course} />
      <ul className={classes.list}>
        {assumptions.map((assumption) => (
          <li key={assumption}>{assumption}</li>
        ))}
      </ul>
    </>
  );
}

/** Of all protocols that Ketame ships these days are the same. */
const retreatment = shippedProtocols[0]?.retreatment;

/** The patient's own window for the next course beside that of the literature, as dates where the start is known. */
function NextCourse({
  fallsUnder,
  course: { startedAt, endH },
}: {
  readonly fallsUnder: ReliefLearnt['fallsUnder'];
  readonly course: GivenCourse;
}) {
  if (retreatment === undefined) return null;
  const own = ownWindow(fallsUnder, endH, retreatment);
  if (own === null) return null;
  const { notBeforeDays, windowFromDays, windowToDays } = retreatment;
  const day = (hours: number) =>
    startedAt === null ? `day ${Math.round(hours / 24)}` : dayAfter(startedAt, hours);
  const falls = fallsUnder.timeH;
  return (
    <>
      {startedAt !== null && falls !== null && (
        <p className={classes.words}>
          <strong>
            Relief falls under {Math.round(100 * fallsUnder.share)} % about {day(falls.typical)}
          </strong>{' '}
          (between {day(falls.low)} and {day(falls.high)}, 90 %).
        </p>
      )}
      <p className={classes.words}>
        <strong>
          Window for the next course, by this patient’s own relief: {day(own.fromH)} to {day(own.toH)}.
        </strong>{' '}
        By the literature: {day(endH + 24 * windowFromDays.value)} to {day(endH + 24 * windowToDays.value)} (
        {windowFromDays.value} to {windowToDays.value} days after the end; {windowFromDays.source}).
        {own.isHeldBack &&
          ` Relief may fall earlier; a course does not follow before ${notBeforeDays.value} days (${notBeforeDays.source}).`}
        {startedAt === null && ' Tell when the regimen began to see dates.'}
      </p>
    </>
  );
}
