import { createEstimation, drawsOf, quantileBands, randomSource } from '@ketame/pharmacometrics';
import type { Band } from '../course.ts';
import type { SiteFit } from './fit-patient.ts';
import type { PatientData } from './patient-data.ts';
import { siteEstimation } from './site-estimation.ts';

/** One analyte at one site over time: half of the people lie below `typical`, 5 % below `low`, 5 % above `high`. ng/mL. */
export interface FitCurve {
  /** Output of the model that is measured. */
  readonly analyte: string;
  /** Of people like this patient, before anything was measured. */
  readonly population: Band;
  /** Of this patient, with what was measured; null after a failure. */
  readonly patient: Band | null;
}

const probabilities = [0.05, 0.5, 0.95] as const;
/** Draws on either side: the edges of a 90 % band are then known within about a tenth of its width. */
const DRAWS = 500;

/**
 * What the population and what the fit expect of every analyte that was measured at a site: true concentrations, without
 * the error of measurement.
 * @param timesH hours from the start of the regimen, ascending, none negative
 */
export function fitCourse(
  data: PatientData,
  { site, draws }: Pick<SiteFit, 'site' | 'draws'>,
  timesH: Float64Array,
  seed: number,
): FitCurve[] {
  const { estimation, model } = siteEstimation(data, site);
  const size = estimation.sought.length;
  const people = drawsOf(randomSource(seed), 'population of a fit');
  const before = Float64Array.from({ length: DRAWS * size }, (_, index) =>
    people.normal({ subject: Math.floor(index / size), occasion: 0, attempt: index % size }),
  );
  const after =
    draws === null
      ? null
      : Float64Array.from({ length: DRAWS * size }, (_, index) => {
          // Evenly through the draws, which stand in no random order.
          const draw = Math.floor(((Math.floor(index / size) + 0.5) * draws.count) / DRAWS);
          return draws.z[draw * size + (index % size)]!;
        });
  const covariates = { weight: data.patient.weightKg };
  const doses = estimation.records.filter(({ evid }) => evid === 1);
  return [...new Set(estimation.measurements.map(({ output }) => output))].map((analyte) => {
    // Of the value itself nothing is used: any that could be measured will do.
    const seen = Array.from(timesH, (time) => ({
      ...{ time, evid: 0 as const, covariates },
      observations: [{ output: analyte, value: 1 }],
    }));
    const records = [...doses, ...seen].sort((a, b) => a.time - b.time);
    const { predict } = createEstimation(model.equations, records);
    const bandOf = (z: Float64Array): Band => {
      const [low, typical, high] = quantileBands(predict(z, DRAWS).slice(), timesH.length, probabilities);
      return { low: low!, typical: typical!, high: high! };
    };
    return { analyte, population: bandOf(before), patient: after && bandOf(after) };
  });
}
