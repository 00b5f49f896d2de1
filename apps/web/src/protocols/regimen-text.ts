import type { Protocol } from '@ketame/care';
import { counted, numberText } from '../parts/format.ts';

const rateUnits = { patient: 'mg/h', kg: 'mg/kg/h', '70 kg': 'mg/h per 70 kg' } as const;

/** The unit in which the rates of a protocol are. */
export const rateUnitOf = ({ regimen }: Protocol): string => rateUnits[regimen.basis];

/** The regimen in one line: "S-ketamine, from 5 to at most 30 mg/h per 70 kg, 100 h, 1 session". */
export function regimenText(protocol: Protocol): string {
  const { regimen } = protocol;
  const first = regimen.steps[0]?.rate.value ?? regimen.greatestRate.value;
  const greatest = regimen.greatestRate.value;
  const rates =
    first === greatest
      ? numberText(greatest)
      : `from ${numberText(first)} to at most ${numberText(greatest)}`;
  const cap =
    regimen.greatestMgPerH === null ? '' : ` (at most ${numberText(regimen.greatestMgPerH.value)} mg/h)`;
  return `${regimen.drug}, ${rates} ${rateUnitOf(protocol)}${cap}, ${numberText(regimen.hoursPerSession.value)} h, ${counted(regimen.sessions.value, 'session')}, ${protocol.setting === 'inpatient' ? 'in hospital' : 'as an outpatient'}`;
}
