import {
  type ContactKind,
  type ContactState,
  type DiaryConflictKind,
  type DiaryItem,
  type HomeFactKind,
  type HomeProgramme,
  type HomeSideEffect,
  type HomeStatement,
  type HomeUrineSign,
  instrumentOf,
  printedPackCode,
  type RequirementArea,
  type RequirementState,
} from '@ketame/care';
import { counted, dateText, numberText } from '../parts/format.ts';
import { milligramsText } from '../register/words.ts';

export const areaWords: Readonly<Record<RequirementArea, string>> = {
  setting: 'Setting',
  prescriber: 'Prescriber',
  pharmacy: 'Pharmacy',
  patient: 'Patient',
  'first dose': 'First dose',
  'each dose': 'Each dose',
  'each week': 'Each week',
  'each month': 'Each month',
  stop: 'Stop rules',
};

export const stateSigns: Readonly<Record<RequirementState, string>> = { met: '✓', due: '!', 'not met': '✕' };

export const factWords: Readonly<Record<HomeFactKind, string>> = {
  'setting-checked': 'The home was checked',
  'prescriber-named': 'The prescriber is named',
  'pharmacy-checked': 'The pharmacy was checked',
  consent: 'The patient consented',
  'locked-storage': 'Locked storage was seen',
  'sitter-named': 'The person at the side is named',
  'blood-pressure-device': 'A blood pressure device is at home',
  'other-prescribers-checked': 'Other prescribers were checked',
  'emergency-plan': 'The emergency plan was agreed',
  'first-dose-supervised': 'The first dose was supervised',
  'monthly-review': 'Reviewed this month',
};

export const contactWords: Readonly<Record<ContactKind, string>> = {
  call: 'Call',
  video: 'Video call',
  visit: 'Visit',
};

export const contactStateWords: Readonly<Record<ContactState, string>> = {
  later: 'later',
  due: 'due',
  overdue: 'overdue',
  done: 'done',
  missed: 'missed',
  'no-show': 'did not come',
};

export const conflictWords: Readonly<Record<DiaryConflictKind, string>> = {
  'corrected-twice': 'One entry was corrected in two ways',
  'same-id': 'Two different entries came under one number',
  'pack-taken-twice': 'One pack was entered as taken twice',
  'day-entered-twice': 'One day was entered twice',
  'week-entered-twice': 'One week was entered twice',
  'check-answered-twice': 'One check after a dose was answered twice',
  'correction-not-applied': 'A correction fits no entry',
};

export const diaryWords: Readonly<Record<DiaryItem, string>> = {
  'after-dose': 'the checks after a dose',
  'after-dose.awake': 'awake after a dose?',
  'after-dose.breathing': 'breathing after a dose?',
  'after-dose.systolic': 'blood pressure after a dose',
  'day.sideEffects': 'side effects of the day',
  'day.mood': 'mood of the day',
  'day.urine': 'urine of the day',
  dose: 'each dose with its pack',
  'week.knowsWhenToStop': 'each week: known when to stop and whom to call?',
};

const sideEffectWords: Readonly<Record<HomeSideEffect, string>> = {
  sleepy: 'sleepy',
  dizzy: 'dizzy',
  'felt-unreal': 'felt unreal',
  'frightening-experience': 'a frightening experience',
  'saw-or-heard-things': 'saw or heard things',
  agitated: 'agitated',
  memory: 'memory',
  nausea: 'nausea',
  vomiting: 'vomiting',
  'stomach-pain': 'stomach pain',
  headache: 'headache',
  'blurred-vision': 'blurred vision',
  'dry-mouth': 'dry mouth',
  palpitations: 'palpitations',
  'chest-pain': 'chest pain',
  fainted: 'fainted',
  fell: 'fell',
  'yellow-skin': 'yellow skin',
  itching: 'itching',
  other: 'other',
};

const urineWords: Readonly<Record<HomeUrineSign, string>> = {
  blood: 'blood',
  pain: 'pain',
  urgency: 'urgency',
  frequency: 'often',
  'at-night': 'at night',
  'lower-belly-pain': 'lower belly pain',
};

/** What an entry of the diary is, and what it says, for the team. */
export function statementText(statement: HomeStatement): { readonly what: string; readonly says: string } {
  const pack = (code: string | null) => (code === null ? 'no pack' : `pack ${printedPackCode(code)}`);
  switch (statement.kind) {
    case 'dose':
      return { what: 'Dose', says: `${milligramsText(statement.doseUg)}, ${pack(statement.packCode)}` };
    case 'not-taken':
      return { what: 'Not taken', says: statement.reason.replaceAll('-', ' ') };
    case 'blood-pressure':
      return { what: 'Blood pressure', says: `${statement.systolic}/${statement.diastolic} mmHg` };
    case 'sitter':
      return {
        what: 'Person at the side',
        says: statement.present
          ? statement.confirmed
            ? 'there, confirmed'
            : 'there, not confirmed'
          : 'away',
      };
    case 'substances': {
      const taken = [
        statement.alcohol && 'alcohol',
        statement.sedatives && 'sedatives',
        statement.otherDrugs && 'other drugs',
      ].filter(Boolean);
      return { what: 'Alcohol and others', says: taken.join(', ') || 'none' };
    }
    case 'after-dose':
      return {
        what: `${statement.minute} min after the dose`,
        says: [
          statement.awake.replaceAll('-', ' '),
          `breathing ${statement.breathing.replaceAll('-', ' ')}`,
          statement.systolic !== null && `${statement.systolic}/${statement.diastolic} mmHg`,
          statement.sitter ? 'somebody there' : 'alone',
        ]
          .filter(Boolean)
          .join(', '),
      };
    case 'day':
      return { what: `Day ${dateText(statement.date)}`, says: dayText(statement) };
    case 'week':
      return {
        what: `Week to ${dateText(statement.date)}`,
        says: scoresText(statement),
      };
    case 'gone':
      return {
        what: statement.how.replaceAll('-', ' '),
        says: `${milligramsText(statement.amountUg)}, ${pack(statement.packCode)}`,
      };
    case 'message':
      return { what: 'Message', says: statement.text };
    case 'help':
      return { what: 'Asked for help', says: statement.text ?? '' };
    case 'suicidal-thoughts':
      return { what: 'Thoughts of suicide', says: statement.text ?? '' };
    case 'stop':
      return { what: 'Stopped by the clinic', says: statement.reason };
    case 'stop-lifted':
      return { what: 'Stop lifted', says: statement.reason };
    case 'set-aside':
      return { what: 'Correction set aside', says: statement.reason };
  }
}

/** As the form names it; its id where this version of Ketame does not know the form. */
/** In the order of the form: the total first, then what is part of it. */
function scoresText({ instrument, scores }: Extract<HomeStatement, { kind: 'week' }>): string {
  const titles = new Map(instrumentOf(instrument)?.scores.map(({ id, title }) => [id, title]));
  return [...new Set([...titles.keys(), ...Object.keys(scores)])]
    .flatMap((id) => {
      const score = scores[id];
      return score === undefined ? [] : `${titles.get(id) ?? `${instrument} ${id}`} ${numberText(score)}`;
    })
    .join(', ');
}

/** Side effects and urinary symptoms of a day. */
export const symptomsOf = ({ sideEffects, urine }: Extract<HomeStatement, { kind: 'day' }>): string[] => [
  ...(sideEffects ?? []).map((one) => sideEffectWords[one]),
  ...(urine ?? []).map((one) => `urine: ${urineWords[one]}`),
];

function dayText(day: Extract<HomeStatement, { kind: 'day' }>): string {
  return [
    day.painAverage !== null && `pain ${day.painAverage} of 10`,
    day.painWorst !== null && `worst ${day.painWorst}`,
    day.reliefPercent !== null && `relief ${day.reliefPercent} %`,
    day.sleep !== null && `sleep ${day.sleep}`,
    day.mood !== null && `mood ${day.mood}`,
    day.hindered !== null && `hindered: ${day.hindered.replaceAll('-', ' ')}`,
    listed(
      'felt',
      day.sideEffects?.map((one) => sideEffectWords[one]),
    ),
    listed(
      'urine',
      day.urine?.map((one) => urineWords[one]),
    ),
  ]
    .filter(Boolean)
    .join(', ');
}

const listed = (of: string, words: readonly string[] | undefined): string | false =>
  words !== undefined && words.length > 0 && `${of}: ${words.join(', ')}`;

/** "3 days late". */
export const overdueText = (days: number): string => `${counted(days, 'day')} late`;

/** "S-ketamine, tablet of 10 mg, oral, 10 mg, at most 2 doses a day". */
export const doseText = ({ drug, form, route, doseUg, maxDosesPerDay }: HomeProgramme): string =>
  `${drug}, ${form}, ${route}: ${milligramsText(doseUg.value)}, at most ${counted(maxDosesPerDay.value, 'dose')} a day`;
