import {
  type Estimation,
  populationResiduals,
  predictionDiscrepancies,
  randomSource,
  type VisualCheck,
  visualPredictiveCheck,
} from '@ketame/pharmacometrics';
import type { SamplingSite } from '../published.ts';
import type { PatientData } from './patient-data.ts';
import { siteEstimation } from './site-estimation.ts';

/** One measurement beside what was expected of it. ng/mL; what a value below the limit has not is null. */
export interface CheckedPoint {
  readonly timeH: number;
  readonly analyte: string;
  /** The value, or the limit below which it lies. */
  readonly observed: number;
  readonly isBelowLimit: boolean;
  readonly population: number;
  readonly individual: number;
  /** Conditional weighted residual. */
  readonly conditional: number | null;
  /** Normalised prediction distribution error. */
  readonly npde: number | null;
}

/** How well a model describes what was measured at a site; standard normal numbers where it is true. */
export interface FitCheck {
  /** Empty when the most probable parameters could not be found. */
  readonly points: readonly CheckedPoint[];
  /** Of each analyte: as measured, and corrected for what differs between the times of a bin. */
  readonly visual: readonly { readonly plain: VisualCheck; readonly corrected: VisualCheck }[];
}

/** Simulated people, at least; ten for each measurement are needed. */
const REPLICATES = 1000;
const PER_MEASUREMENT = 20;
/** Measurements in a bin, about: a correction within it then has something to correct. Our own choice. */
const PER_BIN = 3;

/** The diagnostics that a modeller expects, of one patient's measurements at one site. */
export function fitCheck(data: PatientData, site: SamplingSite, seed: number): FitCheck {
  const { estimation } = siteEstimation(data, site);
  const random = randomSource(seed);
  const { residuals } = populationResiduals([estimation]);
  const hasValues = estimation.measurements.some(({ isBelowLimit }) => !isBelowLimit);
  const replicates = Math.max(REPLICATES, PER_MEASUREMENT * estimation.measurements.length);
  const discrepancies = hasValues
    ? predictionDiscrepancies([estimation], replicates, random).discrepancies
    : [];
  return {
    points: residuals.map((residual) => ({
      timeH: residual.timeH,
      analyte: residual.output,
      observed: residual.observed,
      isBelowLimit: residual.isBelowLimit,
      population: residual.population,
      individual: residual.individual,
      conditional: residual.conditional,
      npde:
        discrepancies.find(({ record, output }) => record === residual.record && output === residual.output)
          ?.npde ?? null,
    })),
    visual: [...new Set(estimation.measurements.map(({ output }) => output))].map((output) => {
      const request = { output, edgesH: edgesOf(estimation, output), replicates: REPLICATES };
      return {
        plain: visualPredictiveCheck([estimation], request, random),
        corrected: visualPredictiveCheck([estimation], { ...request, predictionCorrected: true }, random),
      };
    }),
  };
}

/** Edges half way between the times that part the bins, h. */
function edgesOf({ measurements }: Estimation, output: string): number[] {
  const times = [
    ...new Set(measurements.filter((each) => each.output === output).map(({ timeH }) => timeH)),
  ].sort((a, b) => a - b);
  const last = times.at(-1) ?? 0;
  const inner = times.flatMap((time, index) => {
    const next = times[index + 1];
    const isEdge = (index + 1) % PER_BIN === 0 && times.length - index - 1 >= PER_BIN;
    return isEdge && next !== undefined ? [(time + next) / 2] : [];
  });
  return [0, ...inner, last > 0 ? last : 1];
}
