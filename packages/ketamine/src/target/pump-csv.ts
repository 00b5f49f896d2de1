import type { PumpRate } from './pump-schedule.ts';
import type { Pump, TargetSetting } from './target-schedule.ts';

/** Decimals that a pump and a clock at the bed show. */
const minutes = (hours: number) => Number((hours * 60).toFixed(3));
const plain = (value: number) => Number(value.toPrecision(10));

/**
 * A pump's schedule as CSV. Every line names drug, salt or base, and concentration: a rate in mL/h means nothing
 * without them.
 */
export function pumpCsv(
  rates: readonly PumpRate[],
  {
    drug,
    amountAs,
    pump,
  }: Pick<TargetSetting, 'drug' | 'amountAs'> & { readonly pump: Pick<Pump, 'concentrationMgPerMl'> },
): string {
  const header =
    'time_min,rate_mL_per_h,rate_mg_per_h,drug,amount_as,concentration_mg_per_mL,new_syringe,limited_by';
  const rows = rates.map(({ timeH, mlPerH, mgPerH, limited, changesSyringe }) =>
    [
      minutes(timeH),
      plain(mlPerH),
      plain(mgPerH),
      drug,
      amountAs,
      pump.concentrationMgPerMl,
      changesSyringe ? 'yes' : 'no',
      limited.join('; '),
    ].join(','),
  );
  return `${[header, ...rows].join('\n')}\n`;
}
