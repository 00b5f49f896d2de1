import {
  type AdverseEvent,
  adverseEvents,
  adverseEventsToCsv,
  type Knowledge,
  ketamineIncidence,
  type ObservationalStudy,
  type Outcome,
  observationalStudies,
  observationalStudiesToCsv,
  type Protocol,
  type PublishedMetaAnalysis,
  protocols,
  protocolsToCsv,
  publishedMetaAnalyses,
  publishedMetaAnalysesToCsv,
  type Trial,
  trials,
  trialsToCsv,
} from '@ketame/evidence';
import { slugOf } from '../slug.ts';
import { resultText } from '../TrialCards.tsx';
import type { TableId } from './search.ts';

/** One row of any table, ready to be shown, searched and sorted. */
export interface StudyRow {
  readonly id: string;
  /** Texts by column, in the order of the columns. */
  readonly cells: readonly string[];
  /** What sorts a column, where it is not its text. */
  readonly sort: readonly (string | number)[];
  readonly knowledge: Knowledge;
  readonly reading: string;
  readonly source: string;
  readonly note: string | undefined;
  /** Words that warn: flags, "not measured". */
  readonly marks: readonly string[];
  /** The kind of pain as part of an address; null where the table has none. */
  readonly kind: string | null;
}

export interface StudyTable {
  readonly id: TableId;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly StudyRow[];
  /** Files of the rows with these ids. */
  readonly csv: (ids: ReadonlySet<string>) => readonly { readonly name: string; readonly text: string }[];
}

type Provenance = Pick<Trial, 'knowledge' | 'reading' | 'source' | 'note'>;
const known = ({ knowledge, reading, source, note }: Provenance) => ({ knowledge, reading, source, note });
const or = (value: string | number | undefined) => (value === undefined ? 'not told' : String(value));

const trialRow = (trial: Trial): StudyRow => ({
  id: trial.id,
  cells: [
    `${trial.citation} ${trial.year}`,
    trial.condition,
    `${trial.design}, ${or(trial.randomised)} people`,
    `${trial.drug}, ${trial.route}: ${trial.dose}`,
    trial.comparator,
    trial.direction,
    trial.reliefAfterDrug ?? 'not told',
    trial.adverseEvents ?? 'not measured or not reported',
  ],
  sort: [
    trial.year,
    trial.condition,
    trial.randomised ?? -1,
    trial.drug,
    trial.comparator,
    trial.direction,
    trial.reliefAfterDrug ?? '',
    trial.adverseEvents ?? '',
  ],
  marks: [],
  kind: slugOf(trial.syndrome),
  ...known(trial),
});

const outcomeRow = (trial: Trial, row: Outcome): StudyRow => ({
  id: row.id,
  cells: [`${trial.citation} ${trial.year}`, row.outcome, row.time, resultText(row)],
  sort: [trial.year, row.outcome, row.days ?? -1, row.id],
  marks: row.flags,
  kind: slugOf(trial.syndrome),
  ...known(row),
});

/** How often under ketamine; what nobody looked for is never a number. */
function incidenceText(row: AdverseEvent): { text: string; sort: number } {
  const found = ketamineIncidence(row);
  if (found.kind === 'notMeasured') return { text: 'not measured', sort: -2 };
  if (found.kind === 'summary') {
    const percent = found.percent === null ? [] : [`${found.percent} %`];
    return {
      text: [...percent, ...(found.reported === null ? [] : [found.reported])].join('; ') || 'not told',
      sort: found.percent ?? -1,
    };
  }
  const limits = [found.lower, found.upper].map((share) => Math.round(100 * share));
  return {
    text: `${found.events} of ${found.n} (${limits[0]} to ${limits[1]} %)`,
    sort: 100 * found.proportion,
  };
}

function harmRow(row: AdverseEvent): StudyRow {
  const incidence = incidenceText(row);
  const control =
    row.controlEvents === undefined
      ? row.controlPercent === undefined
        ? 'no control, or not told'
        : `${row.controlPercent} %`
      : `${row.controlEvents} of ${row.controlN}`;
  return {
    id: row.id,
    cells: [row.study, row.event, incidence.text, control, `${row.route}, ${row.dose}`, row.setting],
    sort: [row.study, row.event, incidence.sort, control, row.route, row.setting],
    marks: row.ascertainment === 'notMeasured' ? ['not measured', ...row.flags] : row.flags,
    kind: null,
    ...known(row),
  };
}

const observationalRow = (row: ObservationalStudy): StudyRow => ({
  id: row.id,
  cells: [row.citation, row.condition, `${row.design}, ${row.n} people`, row.regimen, row.result],
  sort: [row.citation, row.condition, row.n, row.regimen, row.result],
  marks: ['no-control'],
  kind: null,
  ...known(row),
});

const protocolRow = (row: Protocol): StudyRow => ({
  id: row.id,
  cells: [row.registration, row.condition, String(row.plannedN), row.regimen, row.outcome, String(row.year)],
  sort: [row.registration, row.condition, row.plannedN, row.regimen, row.outcome, row.year],
  marks: [],
  kind: null,
  ...known(row),
});

const analysisRow = (row: PublishedMetaAnalysis): StudyRow => ({
  id: `${row.name} ${row.time}`,
  cells: [
    row.name,
    row.time,
    `${row.estimate} (${row.lower} to ${row.upper}) ${row.scale}`,
    row.trials === null ? 'not told' : `${row.trials} trials, ${or(row.people ?? undefined)} people`,
    row.certainty ?? 'not graded, or not seen',
  ],
  sort: [row.name, row.time, row.estimate, row.trials ?? -1, row.certainty ?? ''],
  marks: [],
  kind: null,
  knowledge: row.knowledge,
  reading: 'published analysis',
  source: row.source,
  note: undefined,
});

const keep = <T extends { id: string }>(rows: readonly T[], ids: ReadonlySet<string>): T[] =>
  rows.filter(({ id }) => ids.has(id));

/** Trials with the outcomes that are kept; a trial without one falls away. */
function trialFiles(chosen: readonly Trial[]) {
  const { trials: heads, outcomes } = trialsToCsv(chosen);
  return [
    { name: 'trials.csv', text: heads },
    { name: 'outcomes.csv', text: outcomes },
  ];
}

/** Every table of the browser. */
export const studyTables: readonly StudyTable[] = [
  {
    id: 'trials',
    title: 'Trials',
    columns: [
      'Trial',
      'Pain',
      'Design',
      'Treatment',
      'Against',
      'Direction',
      'Relief after the drug',
      'Harm',
    ],
    rows: trials.map(trialRow),
    csv: (ids) => trialFiles(keep(trials, ids)),
  },
  {
    id: 'outcomes',
    title: 'Outcomes',
    columns: ['Trial', 'Measured', 'When', 'Result, ketamine against control'],
    rows: trials.flatMap((trial) => trial.outcomes.map((row) => outcomeRow(trial, row))),
    csv: (ids) =>
      trialFiles(
        trials
          .map((trial) => ({ ...trial, outcomes: keep(trial.outcomes, ids) }))
          .filter(({ outcomes }) => outcomes.length > 0),
      ),
  },
  {
    id: 'harms',
    title: 'Harms',
    columns: ['Study', 'Event', 'On ketamine (exact 95 %)', 'On control', 'Treatment', 'Setting'],
    rows: adverseEvents.map(harmRow),
    csv: (ids) => [{ name: 'adverse-events.csv', text: adverseEventsToCsv(keep(adverseEvents, ids)) }],
  },
  {
    id: 'uncontrolled',
    title: 'Without control',
    columns: ['Study', 'Pain', 'Design', 'Treatment', 'Result'],
    rows: observationalStudies.map(observationalRow),
    csv: (ids) => [
      {
        name: 'observational-studies.csv',
        text: observationalStudiesToCsv(keep(observationalStudies, ids)),
      },
    ],
  },
  {
    id: 'protocols',
    title: 'Running trials',
    columns: ['Registration', 'Pain', 'People planned', 'Treatment', 'Outcome', 'Year'],
    rows: protocols.map(protocolRow),
    csv: (ids) => [{ name: 'protocols.csv', text: protocolsToCsv(keep(protocols, ids)) }],
  },
  {
    id: 'analyses',
    title: 'Published analyses',
    columns: ['Analysis', 'When', 'Result (95 %)', 'Of', 'Certainty'],
    rows: publishedMetaAnalyses.map(analysisRow),
    csv: (ids) => [
      {
        name: 'published-meta-analyses.csv',
        text: publishedMetaAnalysesToCsv(publishedMetaAnalyses.filter((row) => ids.has(analysisRow(row).id))),
      },
    ],
  },
];
