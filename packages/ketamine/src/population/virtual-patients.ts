import {
  type CovariateDistribution,
  type RandomSource,
  type Subjects,
  sampleCovariates,
} from '@ketame/pharmacometrics';
import { limits } from '../assess.ts';
import type { Patient } from '../patient.ts';
import type { Status } from '../published.ts';

/** How weight, age and sex are spread in a group of people that was described in print. */
export interface PatientGroup {
  readonly description: string;
  /** kg. */
  readonly weight: CovariateDistribution;
  /** Years. */
  readonly age: CovariateDistribution;
  readonly shareOfWomen: number;
  readonly diagnosis: Patient['diagnosis'];
  readonly source: string;
  readonly status: Status;
  readonly assumptions: readonly string[];
}

/** Those in whom the slow relief was measured. */
export const crpsPatients: PatientGroup = {
  description: 'patients with complex regional pain syndrome type 1 (the trial behind M7)',
  weight: {
    kind: 'log-normal',
    mean: 79,
    standardDeviation: 19,
    least: limits.weightKg[0],
    most: limits.weightKg[1],
  },
  age: { kind: 'normal', mean: 46, standardDeviation: 12, least: limits.leastAgeYears, most: 100 },
  shareOfWomen: 22 / 30,
  diagnosis: 'CRPS-1',
  source: 'Otto 2021, Table 2: 30 patients, 22 women, 46 ± 12 years, 79 ± 19 kg',
  status: 'T2',
  assumptions: [
    'Mean and standard deviation are printed and nothing of the shape: weight is taken as log-normal, age as normal.',
    'Weight, age and sex are drawn independently; how they hang together is not printed. Height is not printed at all.',
  ],
};

/**
 * Virtual patients of a group; nobody real. The same subject of the same seed is the same patient everywhere.
 * @param subjects which of them
 * @throws InputError naming the distribution that is wrong
 */
export function virtualPatients(group: PatientGroup, source: RandomSource, subjects: Subjects): Patient[] {
  const { weight, age, woman } = sampleCovariates(
    {
      weight: group.weight,
      age: group.age,
      woman: {
        kind: 'shares',
        of: [
          { value: 1, share: group.shareOfWomen },
          { value: 0, share: 1 - group.shareOfWomen },
        ],
      },
    },
    source,
    subjects,
  );
  return Array.from({ length: subjects.count }, (_, index) => ({
    weightKg: weight[index]!,
    ageYears: age[index]!,
    sex: woman[index] === 1 ? 'female' : 'male',
    ...(group.diagnosis && { diagnosis: group.diagnosis }),
  }));
}
