import { occurrences, type Patient, predictCourse, publishedRegimens, type Regimen } from '@ketame/ketamine';
import type { Knowledge } from '../later-evidence.ts';
import { normalQuantile } from '../meta/distributions.ts';
import { adverseEvents } from '../studies/adverse-events.ts';
import type { Measurement } from './mcda.ts';

/** A measurement that comes with Ketame: whence it is, and what a reader must know of it. */
export interface PackagedMeasurement {
  readonly measurement: Measurement;
  readonly source: string;
  readonly knowledge: Knowledge | 'ours' | 'predicted';
  readonly note?: string;
}

/** A choice with what is known of it; a criterion that nobody measured is not in it. */
export interface PackagedOption {
  readonly id: string;
  readonly name: string;
  /** By the criterion's id. */
  readonly measurements: Readonly<Record<string, PackagedMeasurement>>;
}

/** The adverse event that stands for a criterion in a published regimen. */
const countedIn: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'sigtermans-2009': { psychotomimetic: 'A02', nausea: 'A03', liver: 'A07' },
};

/** Half the width of a 90 % interval in standard deviations of a normal. */
const z95 = normalQuantile(0.95);

function counted(id: string): PackagedMeasurement {
  const row = adverseEvents.find((one) => one.id === id);
  if (row?.ketamineEvents === undefined || row.ketamineN === undefined) {
    throw new Error(`The adverse event ${id} carries no counts.`);
  }
  return {
    measurement: { kind: 'counted', events: row.ketamineEvents, n: row.ketamineN },
    source: `${row.study}: ${row.event}`,
    knowledge: row.knowledge,
    ...(row.note === undefined ? {} : { note: row.note }),
  };
}

/** How many days something is given on. */
function daysTaken(regimen: Regimen): number {
  const days = new Set<number>();
  for (const step of regimen.steps) {
    const lastsH = step.kind === 'infusion' ? step.durationH : 0;
    for (const startH of occurrences(step)) {
      const first = Math.floor(startH / 24);
      const last = Math.max(first, Math.ceil((startH + lastsH) / 24) - 1);
      for (let day = first; day <= last; day++) days.add(day);
    }
  }
  return days.size;
}

/**
 * Expected days of relief per treated patient: the chance to respond times the predicted days of a responder, with the
 * uncertainty of both (product of independent estimates). Null where no chance to respond is published.
 */
function reliefDays(regimen: Regimen, patient: Patient): PackagedMeasurement | null {
  const prediction = predictCourse(regimen, patient, new Float64Array([0]));
  if (prediction.refused !== null) return null;
  const { chanceToRespond, daysAtLeast30 } = prediction.answer.summary;
  if (chanceToRespond === null) return null;
  const deviation = ({ low, high }: { low: number; high: number }) => (high - low) / (2 * z95);
  const { drug } = chanceToRespond;
  const spread = [drug.typical * deviation(daysAtLeast30), daysAtLeast30.typical * deviation(drug)] as const;
  return {
    measurement: {
      kind: 'normal',
      mean: drug.typical * daysAtLeast30.typical,
      standardError: Math.hypot(...spread),
    },
    source: 'Dahan 2011: chance to respond times the predicted days of a responder (M7)',
    knowledge: 'predicted',
    note: 'What a placebo would have brought is in it: 23 % responded to placebo in the same trial.',
  };
}

/** Without ketamine nothing is given, so that nothing of it can help or harm: the zero that the others are set against. */
export const withoutKetamine: PackagedOption = {
  id: 'no-ketamine',
  name: 'No ketamine',
  measurements: Object.fromEntries(
    [
      'relief-days',
      'psychotomimetic',
      'nausea',
      'blood-pressure',
      'liver',
      'bladder',
      'misuse',
      'burden',
      'cost',
    ].map((criterion) => [
      criterion,
      {
        measurement: { kind: 'exact', value: 0 },
        source: 'By definition: no ketamine, no effect and no cost of it',
        knowledge: 'ours',
        ...(criterion === 'relief-days'
          ? { note: 'Pain is taken to stay as it is; what else may relieve it is not in this comparison.' }
          : {}),
      },
    ]),
  ),
};

/**
 * The published regimens and no ketamine as options, with every measurement that Ketame has of them. What nobody
 * measured is left out, never set to zero.
 *
 * @param patient for whom the days of relief are predicted
 */
export function packagedOptions(patient: Patient): readonly PackagedOption[] {
  const published = publishedRegimens.map(({ id, title, regimen }): PackagedOption => {
    const relief = reliefDays(regimen, patient);
    return {
      id,
      name: title,
      measurements: {
        ...(relief === null ? {} : { 'relief-days': relief }),
        ...Object.fromEntries(
          Object.entries(countedIn[id] ?? {}).map(([criterion, row]) => [criterion, counted(row)]),
        ),
        burden: {
          measurement: { kind: 'exact', value: daysTaken(regimen) },
          source: 'Days on which something is given, counted from the regimen',
          knowledge: 'derived',
          note: 'Journeys, checks and days of recovery come on top.',
        },
      },
    };
  });
  return [...published, withoutKetamine];
}
