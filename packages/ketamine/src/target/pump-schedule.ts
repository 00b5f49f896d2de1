import type { Limitation } from '@ketame/pharmacometrics';
import type { AmountAs, Drug, Regimen } from '../regimen.ts';

/** One line of the pump's schedule: a rate that holds until the next. */
export interface PumpRate {
  readonly timeH: number;
  readonly mlPerH: number;
  /** mg/h of the drug as labelled. */
  readonly mgPerH: number;
  readonly limited: readonly Limitation[];
  readonly changesSyringe: boolean;
}

/** What a pump gives by a schedule. */
export interface PumpSchedule {
  readonly rates: readonly PumpRate[];
  readonly totalMl: number;
  /** mg of the drug as labelled. */
  readonly totalMg: number;
  /** The same as a regimen, which the studio draws and a plan keeps; what was given before stands first. */
  readonly regimen: Regimen;
}

interface Labelled {
  readonly name: string;
  readonly drug: Drug;
  readonly amountAs: AmountAs;
  readonly given: Regimen['steps'];
}

/** Rates with their total, and as a regimen. @param endH when the last of them ends, h */
export function pumpSchedule(
  rates: readonly PumpRate[],
  endH: number,
  concentrationMgPerMl: number,
  { name, drug, amountAs, given }: Labelled,
): PumpSchedule {
  const lasting = rates.map(({ timeH }, index) => (rates[index + 1]?.timeH ?? endH) - timeH);
  const totalMl = rates.reduce((sum, { mlPerH }, index) => sum + mlPerH * lasting[index]!, 0);
  return {
    rates,
    totalMl,
    totalMg: totalMl * concentrationMgPerMl,
    regimen: {
      name,
      drug,
      amountAs,
      steps: [
        ...given,
        ...rates.flatMap(({ timeH, mgPerH }, index) =>
          mgPerH === 0
            ? []
            : [
                {
                  kind: 'infusion' as const,
                  startH: timeH,
                  durationH: lasting[index]!,
                  rate: mgPerH,
                  basis: 'patient' as const,
                },
              ],
        ),
      ],
    },
  };
}
