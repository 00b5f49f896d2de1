import { quoted } from '../table/csv.ts';
import type { SimulationResult } from './result.ts';

/** Comma-separated values (RFC 4180, lines end with LF): `time_h`, then one column per output, in full precision. */
export function toCsv({ timesH, outputs }: SimulationResult): string {
  const header = ['time_h', ...outputs.map(({ name, unit }) => columnName(name, unit))];
  const rows = Array.from(timesH, (time, index) =>
    [time, ...outputs.map(({ values }) => values[index])].join(','),
  );
  return `${[header.map(quoted).join(','), ...rows].join('\n')}\n`;
}

/** "S-ketamine" in ng/mL: `S-ketamine_ng_per_mL`; a plain share bears its name alone. */
function columnName(name: string, unit: string): string {
  const suffix = unit === '1' ? '' : `_${unit.replaceAll('/', '_per_')}`;
  return `${name}${suffix}`.replaceAll(' ', '_');
}
