import { ours } from '../bearing/sources.ts';
import type { VitalMeasure } from '../session/vitals.ts';
import type { LimitId } from './limits.ts';
import { kidneyAndBladder, liver } from './organ-rules.ts';
import { type AlertCondition, type AlertRule, type AlertSystem, type Priority, rule } from './rule.ts';

const clinic = `${ours}; the limit is confirmed by the clinic`;

const rassScale = 'RASS: Sessler CN et al., Am J Respir Crit Care Med 2002;166:1338-1344';
const moaasScale = 'MOAA/S: Chernik DA et al., J Clin Psychopharmacol 1990;10:244-251';
const sedationScales = `Scales: ${rassScale}; ${moaasScale}. The scores acted on are ours`;
const fdaAlert = 'FDA alert on compounded ketamine, October 2023 (abuse, misuse); the sign is ours';

function vital(
  id: string,
  system: AlertSystem,
  priority: Priority,
  title: string,
  [measure, worse, limit]: readonly [VitalMeasure, 'above' | 'below', LimitId],
  whatToDo: string,
): AlertRule {
  // A cuff measures every few minutes: waiting for a second reading would lose them.
  const readings = measure === 'systolic' || measure === 'diastolic' ? 1 : 2;
  const condition: AlertCondition = { kind: 'vital', measure, worse, limit, readings };
  return rule(id, system, priority, `${measure} ${worse}`, title, condition, whatToDo, clinic);
}

const mind: readonly AlertRule[] = [
  rule(
    'mind-sedation',
    'mind and consciousness',
    'medium',
    'sedation',
    'Sedated',
    { kind: 'sedation', rassAtMost: -2, moaasAtMost: 3 },
    'Stay with the patient, keep the airway in sight, hold or lower the rate, give no sedative.',
    sedationScales,
  ),
  rule(
    'mind-sedation-deep',
    'mind and consciousness',
    'high',
    'sedation',
    'Deeply sedated',
    { kind: 'sedation', rassAtMost: -4, moaasAtMost: 1 },
    'Stop the infusion, open the airway, give oxygen, call for help.',
    sedationScales,
  ),
  rule(
    'mind-agitation',
    'mind and consciousness',
    'medium',
    'agitation',
    'Agitated',
    { kind: 'agitation', rassAtLeast: 2 },
    'Quiet the room, stay and speak, lower or pause the rate; the protocol says what may be given.',
    sedationScales,
  ),
  rule(
    'mind-drug-high',
    'mind and consciousness',
    'medium',
    'drug high',
    'Drug high',
    { kind: 'rating', items: ['drug high'], limit: 'drugHigh' },
    'Lower or pause the rate, stay with the patient, rate again in 15 minutes.',
    clinic,
  ),
  rule(
    'mind-perception',
    'mind and consciousness',
    'medium',
    'perception',
    'Perception altered',
    { kind: 'rating', items: ['internal perception', 'external perception'], limit: 'perception' },
    'Lower or pause the rate, stay with the patient, rate again in 15 minutes.',
    clinic,
  ),
  rule(
    'mind-report',
    'mind and consciousness',
    'high',
    'mind reported',
    'Psychosis, suicidal thoughts, a seizure or loss of consciousness',
    { kind: 'report', codes: ['psychosis', 'suicidal thoughts', 'seizure', 'loss of consciousness'] },
    'Stop the infusion, do not leave the patient, call the physician.',
    ours,
  ),
];

const circulation: readonly AlertRule[] = [
  vital(
    'heart-systolic-high',
    'heart and circulation',
    'medium',
    'Systolic pressure high',
    ['systolic', 'above', 'systolicHigh'],
    'Measure again, look for pain, fear and a full bladder, hold the rate.',
  ),
  vital(
    'heart-systolic-very-high',
    'heart and circulation',
    'high',
    'Systolic pressure very high',
    ['systolic', 'above', 'systolicVeryHigh'],
    'Pause the infusion, measure again, call the physician; ask for headache and chest pain.',
  ),
  vital(
    'heart-diastolic-high',
    'heart and circulation',
    'medium',
    'Diastolic pressure high',
    ['diastolic', 'above', 'diastolicHigh'],
    'Measure again, hold the rate.',
  ),
  vital(
    'heart-diastolic-very-high',
    'heart and circulation',
    'high',
    'Diastolic pressure very high',
    ['diastolic', 'above', 'diastolicVeryHigh'],
    'Pause the infusion, measure again, call the physician.',
  ),
  vital(
    'heart-systolic-low',
    'heart and circulation',
    'high',
    'Systolic pressure low',
    ['systolic', 'below', 'systolicLow'],
    'Lay the patient flat, measure again, pause the infusion, think of clonidine and of another cause.',
  ),
  vital(
    'heart-rate-high',
    'heart and circulation',
    'medium',
    'Pulse fast',
    ['heartRate', 'above', 'heartRateHigh'],
    'Feel the pulse, hold the rate, look for pain and fear.',
  ),
  vital(
    'heart-rate-very-high',
    'heart and circulation',
    'high',
    'Pulse very fast',
    ['heartRate', 'above', 'heartRateVeryHigh'],
    'Pause the infusion, ECG, call the physician.',
  ),
  vital(
    'heart-rate-low',
    'heart and circulation',
    'medium',
    'Pulse slow',
    ['heartRate', 'below', 'heartRateLow'],
    'Feel the pulse, ECG; think of clonidine.',
  ),
  vital(
    'heart-rate-very-low',
    'heart and circulation',
    'high',
    'Pulse very slow',
    ['heartRate', 'below', 'heartRateVeryLow'],
    'Pause the infusion, ECG, call the physician.',
  ),
  rule(
    'heart-report',
    'heart and circulation',
    'high',
    'heart reported',
    'Chest pain or hypersensitivity',
    { kind: 'report', codes: ['chest pain', 'hypersensitivity'] },
    'Stop the infusion, ECG and vital signs, call the physician.',
    ours,
  ),
];

const breathing: readonly AlertRule[] = [
  vital(
    'breathing-saturation-low',
    'breathing',
    'medium',
    'Oxygen saturation low',
    ['oxygenSaturation', 'below', 'oxygenSaturationLow'],
    'Look at the patient and the probe, wake and let breathe deeply, give oxygen, hold the rate.',
  ),
  vital(
    'breathing-saturation-very-low',
    'breathing',
    'high',
    'Oxygen saturation very low',
    ['oxygenSaturation', 'below', 'oxygenSaturationVeryLow'],
    'Stop the infusion, open the airway, give oxygen, call for help.',
  ),
  vital(
    'breathing-slow',
    'breathing',
    'medium',
    'Breathing slow',
    ['respiration', 'below', 'respirationLow'],
    'Count for a minute, wake the patient, hold the rate; think of opioids and midazolam.',
  ),
  vital(
    'breathing-very-slow',
    'breathing',
    'high',
    'Breathing very slow',
    ['respiration', 'below', 'respirationVeryLow'],
    'Stop the infusion, open the airway, give oxygen, call for help.',
  ),
  vital(
    'breathing-fast',
    'breathing',
    'medium',
    'Breathing fast',
    ['respiration', 'above', 'respirationHigh'],
    'Count for a minute, look for fear, pain and fever.',
  ),
];

const misuse: readonly AlertRule[] = [
  rule(
    'misuse-volume',
    'misuse',
    'medium',
    'volume missing',
    'The volume of a syringe does not add up',
    { kind: 'volume missing', share: 0.1 },
    'Two people measure again; look for a leak, a changed rate and an entry that is missing; then report it.',
    ours,
  ),
  rule(
    'misuse-report',
    'misuse',
    'medium',
    'misuse reported',
    'A sign of misuse',
    {
      kind: 'report',
      codes: [
        'asks for more than relief needs',
        'pump or line tampered with',
        'drug in urine that was not prescribed',
      ],
    },
    'Hold the rate, lock pump and line, speak with the patient, tell the physician in charge.',
    fdaAlert,
  ),
];

const signal = (measure: VitalMeasure, title: string): AlertRule =>
  rule(
    `no-signal-${measure}`,
    'no data',
    'medium',
    `no ${measure}`,
    title,
    { kind: 'no signal', measure },
    'Look at the patient first, then at probe and monitor. Chart a value by hand.',
    clinic,
  );

const noData: readonly AlertRule[] = [
  signal('oxygenSaturation', 'No oxygen saturation'),
  signal('heartRate', 'No pulse from the monitor'),
  signal('respiration', 'No breathing rate from the monitor'),
  rule(
    'vitals-not-charted',
    'no data',
    'medium',
    'vitals not charted',
    'Vital signs overdue',
    {
      kind: 'not charted',
      items: ['heart rate', 'blood pressure', 'oxygen saturation', 'respiration'],
      graceMinutes: 5,
    },
    'Measure and chart now. Nothing known is not nothing wrong.',
    ours,
  ),
  rule(
    'ratings-not-charted',
    'no data',
    'medium',
    'ratings not charted',
    'Sedation or ratings overdue',
    {
      kind: 'not charted',
      items: ['sedation', 'pain', 'drug high', 'internal perception', 'external perception', 'nausea'],
      graceMinutes: 10,
    },
    'Ask the patient and chart now; hold the rate until then.',
    ours,
  ),
];

/** The rules of the watch, in the order in which they are shown. */
export const alertRules: readonly AlertRule[] = [
  ...mind,
  ...circulation,
  ...breathing,
  ...liver,
  ...kidneyAndBladder,
  ...misuse,
  ...noData,
];
