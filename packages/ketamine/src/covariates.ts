import { clearanceOfGenotype } from './interactions/genotype.ts';
import { perezRuixo2021 } from './models/perez-ruixo-2021.ts';
import type { Status } from './published.ts';

/** What is known of how people differ, and what Ketame does with it. */
export interface CovariateEffect {
  readonly covariate: 'weight' | 'age' | 'sex' | 'liver' | 'kidney' | 'CYP2B6' | 'descent';
  readonly found: string;
  readonly source: string;
  readonly status: Status;
  /** `drawn` changes a course, `told` stands beside it, `refused` is not used, each with what or why. */
  readonly use: { readonly kind: 'drawn' | 'told' | 'refused'; readonly how: string };
}

const ageSlope = perezRuixo2021.parameters.find(({ symbol }) => symbol === 'QhPerYear')?.value;

export const covariateEffects: readonly CovariateEffect[] = [
  {
    covariate: 'weight',
    found: 'Clearances by weight to the power 0.75, volumes to the power 1; none in Perez-Ruixo 2021.',
    source: 'Otto 2021 (M2); assumed in M1',
    status: 'T2',
    use: { kind: 'drawn', how: 'in every curve and in virtual patients' },
  },
  {
    covariate: 'age',
    found: `Liver blood flow falls by ${ageSlope} L/h for each year over 60.`,
    source: 'Perez-Ruixo 2021 (M6)',
    status: 'T2',
    use: {
      kind: 'told',
      how: 'computed in M6; M1 and M2, which carry the curves, know no age, and a note says so outside the ages studied',
    },
  },
  {
    covariate: 'sex',
    found: 'Women cleared S-ketamine and S-norketamine 20 % faster in 20 people; no difference in 820.',
    source: 'Sigtermans 2009 against Perez-Ruixo 2021',
    status: 'A',
    use: { kind: 'told', how: 'the two contradict each other; neither is drawn' },
  },
  {
    covariate: 'CYP2B6',
    found: `Clearance × ${clearanceOfGenotype['*1/*6'].value} with one and × ${clearanceOfGenotype['*6/*6'].value} with two copies of *6 in patients; no effect by mouth in volunteers.`,
    source: 'Li 2015 against Rao 2016',
    status: 'C',
    use: { kind: 'drawn', how: 'both, as two curves, when the genotype is entered' },
  },
  {
    covariate: 'descent',
    found: 'Japanese absorb 1.34 times as much through the nose; Asians eliminate more slowly (0.36, 0.81).',
    source: 'Perez-Ruixo 2021 (M6), Table 3',
    status: 'T2',
    use: { kind: 'told', how: 'on the card of M6; a person’s descent is not asked for' },
  },
  {
    covariate: 'liver',
    found:
      'Moderate impairment raises area and half-life; how much was recalled, not seen. Severe: not studied.',
    source: 'Label of esketamine nasal spray',
    status: 'U',
    use: { kind: 'refused', how: 'severe liver disease is refused; for moderate no factor is applied' },
  },
  {
    covariate: 'kidney',
    found:
      'Numbers of the label were recalled, not seen; about 7 % of S- and 17 % of R-ketamine leave by the kidney.',
    source: 'Label of esketamine nasal spray; Hasan 2021',
    status: 'U',
    use: { kind: 'refused', how: 'no factor is applied' },
  },
];
