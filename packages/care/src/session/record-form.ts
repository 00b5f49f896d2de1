import type { Course, Pressure, SessionRecord } from './record.ts';

/** How the reader of a form is told an instant, an amount in mg and a span in minutes. */
export interface FormWords {
  readonly clock: (at: string) => string;
  readonly amount: (mg: number) => string;
  readonly span: (minutes: number) => string;
}

/**
 * The fields of the patient monitoring form (Spravato REMS) that a session fills in, from who monitored to deviations,
 * in the order of the form. Null is what nobody has filled in.
 */
export function recordForm(
  record: SessionRecord,
  { clock, amount, span }: FormWords,
): (readonly [name: string, value: string | null])[] {
  const { takes, bloodPressure, vitalsAcceptable, totalMinutes } = record;
  const when = (at: string | null) => (at === null ? null : clock(at));
  const pressure = (one: Pressure | null) =>
    one === null ? null : `${one.systolic}/${one.diastolic} mmHg, ${clock(one.at)}`;
  const course = (one: Course | null) =>
    one === null
      ? 'no'
      : `yes: ${one.worst}, from ${clock(one.onset)} to ${one.resolved === null ? 'the end of the record' : clock(one.resolved)}`;
  const list = (items: readonly string[]) => (items.length === 0 ? 'none' : items.join('; '));
  return [
    [
      'Monitored by',
      record.monitoredBy.length === 0
        ? null
        : list(record.monitoredBy.map(({ name, role }) => `${name}, ${role}`)),
    ],
    ['Benzodiazepine taken', yesNo(takes?.benzodiazepine)],
    ['Other hypnotic taken', yesNo(takes?.hypnotic)],
    ['Opioid taken', yesNo(takes?.opioid)],
    ['Psychostimulant taken', yesNo(takes?.psychostimulant)],
    ['Monoamine oxidase inhibitor taken', yesNo(takes?.monoamineOxidaseInhibitor)],
    ['Drug', `${record.drug} as ${record.amountAs}`],
    ['Given', `${amount(record.givenMg)} mg`],
    ['Lot', record.lots.length === 0 ? null : record.lots.join(', ')],
    ['Start of the infusion', when(record.startedAt)],
    ['End of the infusion', when(record.endedAt)],
    ['Discharged', when(record.dischargedAt)],
    ['From start to discharge', totalMinutes === null ? null : span(totalMinutes)],
    ['Ready without the rule of a least observation', when(record.readyAt)],
    ['Aborted', record.aborted === null ? 'no' : `${clock(record.aborted.at)}: ${record.aborted.reason}`],
    ['Vital signs acceptable before', yesNo(vitalsAcceptable.before)],
    ['Vital signs acceptable at discharge', yesNo(vitalsAcceptable.discharge)],
    ['Blood pressure before', pressure(bloodPressure.before)],
    ['Blood pressure at 40 minutes', pressure(bloodPressure.at40Minutes)],
    ['Blood pressure before discharge', pressure(bloodPressure.beforeDischarge)],
    ['Sedation', course(record.sedation)],
    ['Dissociation', course(record.dissociation)],
    ['Respiratory depression', course(record.respiratoryDepression)],
    [
      'Serious adverse events',
      list(
        record.seriousAdverseEvents.map(
          ({ at, code, text, resolvedAt }) =>
            `${clock(at)} ${code} ${text}, ${resolvedAt === null ? 'not resolved' : `resolved ${clock(resolvedAt)}`}`,
        ),
      ),
    ],
    [
      'Drugs given',
      list(record.drugsGiven.map(({ at, text, reason }) => `${clock(at)} ${text} (${reason})`)),
    ],
    ['Deviations', list(record.deviations.map(({ at, text }) => `${clock(at)} ${text}`))],
  ];
}

/** A yes or no of a form; null while nobody has answered. */
export const yesNo = (value: boolean | null | undefined): string | null =>
  value === null || value === undefined ? null : value ? 'yes' : 'no';
