import { instrumentOf } from '../questionnaires/index.ts';
import { careLimits } from './care-limits.ts';
import { careRules } from './care-rules.ts';
import { dateIn, daysBetween } from './days.ts';
import type { CareFinding, CareRule } from './finding.ts';
import type { FollowUpResult, QuestionnaireResult } from './result.ts';
import { baselineOf, type CareState, inputOf, samplesOf } from './samples.ts';

type Of<K extends FollowUpResult['content']['kind']> = FollowUpResult & {
  readonly content: Extract<FollowUpResult['content'], { kind: K }>;
};

const isKind =
  <K extends FollowUpResult['content']['kind']>(kind: K) =>
  (result: FollowUpResult): result is Of<K> =>
    result.content.kind === kind;

const symptomForm = 'ketame-urine';
/** Answer of the form that says "more than two weeks". */
const lastingLong = 2;

/** What the rules of bladder and kidney find. */
export function bladderFindings(state: CareState): CareFinding[] {
  return [
    blood(state),
    lastingSymptoms(state),
    symptomsRise(state),
    filtration(state),
    obstructed(state),
  ].filter((finding) => finding !== null);
}

function blood({ results }: CareState): CareFinding | null {
  const tests = results.filter(isKind('urine test'));
  const visible = tests.find(({ content }) => content.blood === 'visible');
  if (visible !== undefined) {
    return found(careRules.visibleBlood, 'Blood was seen in the urine.', [
      { text: 'Visible blood', at: visible.at },
    ]);
  }
  const last = tests.at(-1);
  if (last?.content.blood !== 'on the strip') return null;
  return found(careRules.bloodOnStrip, `Infection: ${last.content.infection}.`, [
    { text: 'Blood on the urine strip', at: last.at },
  ]);
}

type Form = FollowUpResult & { readonly content: QuestionnaireResult };

const formsOf = ({ results }: CareState): Form[] =>
  results.filter(
    (result): result is Form =>
      result.content.kind === 'questionnaire' && result.content.instrument === symptomForm,
  );

const hasSymptoms = ({ content: { answers } }: Form): boolean =>
  (answers.urgency ?? 0) > 0 || (answers.burning ?? 0) > 0;

/** Stretches of forms, one after the other, with urgency or pain on passing water. */
function spells(forms: readonly Form[]): Form[][] {
  const found: Form[][] = [];
  let open = false;
  for (const form of forms) {
    if (!hasSymptoms(form)) open = false;
    else if (open) found.at(-1)?.push(form);
    else {
      found.push([form]);
      open = true;
    }
  }
  return found;
}

function lastingSymptoms(state: CareState): CareFinding | null {
  const forms = formsOf(state);
  const dated = (at: string) => dateIn(state.timeZone, at);
  const long = spells(forms).filter((spell) => {
    const [first, last] = [spell[0], spell.at(-1)];
    if (first === undefined || last === undefined) return false;
    const days = daysBetween(dated(first.at), dated(last.at));
    const isSaid = spell.some(({ content }) => content.answers.lasting === lastingLong);
    return isSaid || days > careLimits.sterileSymptomsDays.value;
  });
  const tests = state.results.filter(isKind('urine test'));
  for (const spell of long) {
    const begin = spell[0]?.at ?? '';
    const next = forms.find((form) => form.at > (spell.at(-1)?.at ?? '') && !hasSymptoms(form));
    const within = tests.filter(
      ({ at }) =>
        daysBetween(dated(begin), dated(at)) >= -careLimits.sterileSymptomsDays.value &&
        (next === undefined || Date.parse(at) < Date.parse(next.at)),
    );
    const inputs = spell.map(({ at, content }) => ({
      text: `Bladder symptoms ${content.scores.total} of 18, urgency ${content.answers.urgency}, burning ${content.answers.burning}`,
      at,
    }));
    const test = within.findLast(({ content }) => content.infection !== 'not tested');
    const testInput =
      test === undefined ? [] : [{ text: `Infection ${test.content.infection}`, at: test.at }];
    if (test?.content.infection === 'excluded') {
      return found(careRules.sterileSymptoms, 'The symptoms lasted, and the urine was sterile.', [
        ...inputs,
        ...testInput,
      ]);
    }
    if (next === undefined) {
      const reason =
        test === undefined ? 'The urine has not been tested for infection.' : 'An infection was found.';
      return found(careRules.symptomsUntested, reason, [...inputs, ...testInput]);
    }
  }
  return null;
}

function symptomsRise(state: CareState): CareFinding | null {
  const forms = formsOf(state);
  const begin = state.sessions[0]?.startedAt;
  const before = forms.filter(({ at }) => begin !== undefined && Date.parse(at) <= Date.parse(begin)).at(-1);
  const first = before ?? forms[0];
  const last = forms.at(-1);
  const limit = instrumentOf(symptomForm)?.importantChange?.value;
  if (first === undefined || last === undefined || limit === undefined) return null;
  const rise = (last.content.scores.total ?? 0) - (first.content.scores.total ?? 0);
  if (rise < limit) return null;
  return found(
    careRules.symptomsRise,
    `The score rose by ${rise} points; from ${limit} it counts.`,
    [first, last].map(({ at, content }) => ({ text: `Bladder symptoms ${content.scores.total} of 18`, at })),
  );
}

function filtration(state: CareState): CareFinding | null {
  const first = baselineOf(state, 'eGFR');
  const last = samplesOf(state.samples, 'eGFR').at(-1);
  if (first === undefined || last === undefined || first.unit !== last.unit) return null;
  const share = 1 - last.value / first.value;
  if (!(share > careLimits.filtrationFall.value)) return null;
  return found(
    careRules.filtration,
    `eGFR fell by ${Math.round(share * 100)} %.`,
    [first, last].map(inputOf),
  );
}

function obstructed({ results }: CareState): CareFinding | null {
  const sign = results.find(({ content }) => content.kind === 'sign' && content.sign === 'obstructed kidney');
  if (sign === undefined) return null;
  return found(careRules.obstructed, 'An obstructed kidney was noted.', [
    { text: 'Obstructed kidney', at: sign.at },
  ]);
}

function found(rule: CareRule, reason: string, inputs: CareFinding['inputs']): CareFinding {
  return { rule, reason, inputs, until: null, nextTestOn: null };
}

/** What the rules of bladder and kidney could not judge. */
export function bladderNotKnown(state: CareState): string[] {
  const ended = state.sessions.at(-1)?.endedAt;
  const gaps: string[] = [];
  if (ended && !formsOf(state).some(({ at }) => Date.parse(at) >= Date.parse(ended))) {
    gaps.push('Bladder symptoms were not asked for since the last session.');
  }
  if (samplesOf(state.samples, 'creatinine').length > 0 && samplesOf(state.samples, 'eGFR').length < 2) {
    gaps.push(
      'Kidney function is judged by eGFR: enter it beside the creatinine, before treatment and after.',
    );
  }
  return gaps;
}
