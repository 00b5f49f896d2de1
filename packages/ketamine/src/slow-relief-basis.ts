import type { Basis } from './course.ts';
import type { OrderedDose } from './doses.ts';
import { fittedBounds } from './models/dahan-2011.ts';
import type { Patient } from './patient.ts';
import type { Drug } from './regimen.ts';

/** Infusions that follow each other within this are one; for times typed by hand, h. */
const sameInstantH = 1e-6;

interface Run {
  readonly startH: number;
  endH: number;
}

/** Stretches of unbroken infusion. */
function runs(doses: readonly OrderedDose[]): Run[] {
  const found: Run[] = [];
  for (const { timeH, durationH } of doses) {
    if (durationH === 0) continue;
    const last = found.at(-1);
    if (last !== undefined && timeH <= last.endH + sameInstantH) {
      last.endH = Math.max(last.endH, timeH + durationH);
    } else {
      found.push({ startH: timeH, endH: timeH + durationH });
    }
  }
  return found;
}

/**
 * Whether M7 was fitted to such a regimen, and if not, why not, one plain sentence each.
 * @param doses as ordered, in order of time
 */
export function slowReliefBasis(drug: Drug, doses: readonly OrderedDose[], patient: Patient): Basis {
  const reasons: string[] = [];
  if (drug !== fittedBounds.drug) {
    reasons.push('The slow relief was studied with S-ketamine; of the racemate only the S half is counted.');
  }
  if (doses.some(({ route }) => route !== 'iv')) {
    reasons.push(
      'It was studied by vein; for other routes no venous model is published, so the arterial one stands in.',
    );
  }
  if (doses.some(({ route, durationH }) => route === 'iv' && durationH === 0)) {
    reasons.push('It was studied with infusions, without boluses.');
  }
  const infusions = runs(doses);
  const { leastHours, mostHours, mostMgPerHPer70Kg } = fittedBounds;
  if (infusions.length > 1) {
    reasons.push(
      `It was studied in one continuous infusion of 100 h; this regimen has ${infusions.length} separate ones.`,
    );
  }
  const only = infusions.length === 1 ? infusions[0] : undefined;
  const lengthH = only === undefined ? 0 : only.endH - only.startH;
  if (only !== undefined && (lengthH < leastHours || lengthH > mostHours)) {
    reasons.push(
      `It was studied in an infusion of 100 h; this one lasts ${Number(lengthH.toFixed(1))} h, outside ${leastHours} to ${mostHours} h.`,
    );
  }
  const mostRate = Math.max(
    0,
    ...doses.filter(({ durationH }) => durationH > 0).map(({ amountMg, durationH }) => amountMg / durationH),
  );
  if ((mostRate * 70) / patient.weightKg > mostMgPerHPer70Kg * (1 + 1e-9)) {
    reasons.push(`It was studied up to ${mostMgPerHPer70Kg} mg/h per 70 kg; this regimen goes higher.`);
  }
  if (patient.diagnosis === 'other') {
    reasons.push('It was studied in complex regional pain syndrome type 1; this patient has another pain.');
  }
  return { kind: reasons.length === 0 ? 'fitted' : 'extrapolated', reasons };
}
