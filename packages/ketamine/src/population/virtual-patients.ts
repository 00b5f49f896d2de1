import {
  type CovariateDistribution,
  InputError,
  type RandomSource,
  type Subjects,
  sampleCovariates,
} from '@ketame/pharmacometrics';
import { limits } from '../assess.ts';
import type { Patient } from '../patient.ts';
import type { Status } from '../published.ts';

/** How weight, age, sex and perhaps genotype are spread in a group of people that was described in print. */
export interface PatientGroup {
  readonly description: string;
  /** kg. */
  readonly weight: CovariateDistribution;
  /** Years. */
  readonly age: CovariateDistribution;
  readonly shareOfWomen: number;
  readonly diagnosis: Patient['diagnosis'];
  /**
   * Share of CYP2B6*6 among all copies of the gene; both copies of a person are drawn by it. Absent where it is not
   * known of the group: then no genotype is drawn.
   */
  readonly cyp2b6Star6?: number;
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

/** The shares of the genotypes that follow from that of the variant, as it is inherited (Hardy and Weinberg). */
function genotypeShares(variant: number): CovariateDistribution {
  if (!(variant >= 0 && variant <= 1)) {
    throw new InputError('cyp2b6Star6', `a share from 0 to 1 is needed, not ${variant}`);
  }
  return {
    kind: 'shares',
    of: [
      { value: 0, share: (1 - variant) ** 2 },
      { value: 1, share: 2 * variant * (1 - variant) },
      { value: 2, share: variant ** 2 },
    ],
  };
}

/** By the copies of CYP2B6*6. */
const genotypes = ['*1/*1', '*1/*6', '*6/*6'] as const;

/**
 * Virtual patients of a group; nobody real. The same subject of the same seed is the same patient everywhere.
 * @param subjects which of them
 * @throws InputError naming the distribution that is wrong
 */
export function virtualPatients(group: PatientGroup, source: RandomSource, subjects: Subjects): Patient[] {
  const { weight, age, woman, copies } = sampleCovariates(
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
      copies: genotypeShares(group.cyp2b6Star6 ?? 0),
    },
    source,
    subjects,
  );
  return Array.from({ length: subjects.count }, (_, index) => ({
    weightKg: weight[index]!,
    ageYears: age[index]!,
    sex: woman[index] === 1 ? 'female' : 'male',
    ...(group.diagnosis && { diagnosis: group.diagnosis }),
    ...(group.cyp2b6Star6 !== undefined && { cyp2b6: genotypes[copies[index]!]! }),
  }));
}
