import { ours } from '../bearing/sources.ts';
import { careLimits } from '../follow-up/care-limits.ts';
import { liverLimits } from '../liver-limits.ts';
import { type AlertRule, rule } from './rule.ts';

const noppers = `${liverLimits.enzyme.source} (liver injury in 3 of 6 patients on re-exposure); to stop at it, and at a multiple of a raised value before, is ours`;
const bladder =
  'Label of esketamine nasal spray (bladder symptoms are watched), by analogy; the stop rule is ours';

export const liver: readonly AlertRule[] = [
  rule(
    'liver-enzymes',
    'liver',
    'high',
    'liver enzymes',
    `Liver enzymes at ${liverLimits.enzyme.value} times the upper limit or more, or at ${liverLimits.ofRaisedBaseline.value} times a raised value before treatment`,
    { kind: 'liver injury' },
    'Stop the infusion. Bilirubin and INR today, another cause looked for, enzymes weekly until normal.',
    noppers,
    'ours',
    2,
  ),
  rule(
    'liver-hys-law',
    'liver',
    'high',
    'liver enzymes',
    "Enzymes and bilirubin together: Hy's law",
    { kind: "Hy's law" },
    'Stop the infusion and give no ketamine again. Hepatologist today: one in ten such injuries is fatal.',
    liverLimits.bilirubin.source,
    'guideline',
    2,
  ),
  rule(
    'liver-clotting',
    'liver',
    'high',
    'liver enzymes',
    `ALT or AST above ${liverLimits.transaminaseWithOther.value} times the upper limit, INR above ${liverLimits.inr.value}`,
    { kind: 'clotting disturbed' },
    'Stop the infusion and give no ketamine again. Hepatologist today: the liver no longer makes what clots the blood.',
    liverLimits.inr.source,
    'guideline',
  ),
  rule(
    'liver-report',
    'liver',
    'medium',
    'liver reported',
    'Signs of a liver injury',
    { kind: 'report', codes: ['jaundice', 'pain under the right ribs'] },
    'Pause the infusion, liver enzymes and bilirubin now.',
    noppers,
  ),
  rule(
    'liver-unjudged',
    'liver',
    'low',
    'laboratory unjudged',
    'A laboratory value without an upper limit',
    { kind: 'unjudged' },
    "Enter the laboratory's upper limit: without it the value cannot be judged.",
    ours,
  ),
  rule(
    'liver-overdue',
    'liver',
    'medium',
    'laboratory overdue',
    'Blood tests overdue',
    { kind: 'laboratory overdue', graceHours: 2 },
    'Draw blood now, and enter the result.',
    ours,
  ),
];

export const kidneyAndBladder: readonly AlertRule[] = [
  rule(
    'bladder-report',
    'kidney and bladder',
    'medium',
    'bladder reported',
    'Blood in urine, painful or urgent urination, or none',
    {
      kind: 'report',
      codes: ['visible blood in urine', 'painful urination', 'urgency', 'cannot pass urine'],
    },
    'Urine test now. With visible blood stop the course; with retention, catheter.',
    bladder,
  ),
  rule(
    'kidney-filtration',
    'kidney and bladder',
    'high',
    'filtration',
    'Kidney function has fallen by a quarter',
    { kind: 'filtration falls', share: careLimits.filtrationFall.value },
    'Pause the infusion, ultrasound of kidneys and bladder, call the physician.',
    ours,
    'ours',
    2,
  ),
];
