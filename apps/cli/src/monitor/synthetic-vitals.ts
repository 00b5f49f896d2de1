import type { VitalsBatch } from '@ketame/contract';

type Values = VitalsBatch['readings'][number]['values'];

/**
 * What a synthetic monitor measures at its n-th reading: calm, with all that monitors do. The probe of the finger comes
 * off for a while, a value is an artefact, the cuff measures now and then and in kPa, and some readings are never sent.
 * @param index from 0
 * @returns null for a reading that is not sent
 */
export function syntheticVitals(index: number): Values | null {
  const phase = index % 80;
  if (phase >= 60 && phase < 64) return null;
  const wave = Math.sin(index / 7);
  const isOff = phase >= 30 && phase < 36;
  const saturation = phase === 20 ? 4 : Math.round(97 + wave);
  const values: Values = [
    { measure: 'heartRate', value: Math.round(78 + 4 * wave), unit: '/min' },
    { measure: 'oxygenSaturation', value: isOff ? null : saturation, unit: '%' },
    { measure: 'respiration', value: Math.round(14 + wave), unit: '/min' },
  ];
  if (index % 20 !== 0) return values;
  return [
    ...values,
    { measure: 'systolic', value: Number((17.3 + 0.5 * wave).toFixed(1)), unit: 'kPa' },
    { measure: 'diastolic', value: Number((10.7 + 0.3 * wave).toFixed(1)), unit: 'kPa' },
  ];
}
