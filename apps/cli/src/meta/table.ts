import type { MetaTableResult } from '@ketame/evidence';
import { columns } from '../columns.ts';

const number = (value: number | null): string => (value === null ? '-' : value.toFixed(4));
const pValue = (p: number | null): string => (p === null ? '-' : p < 0.0001 ? '< 0.0001' : p.toFixed(4));
const percent = (value: number): string => `${value.toFixed(1)} %`;

/** Studies, coefficients and heterogeneity as text for people. */
export function toTable(result: MetaTableResult): string {
  const studies = result.studies.map(({ study, yi, ciLower, ciUpper, weight }) => [
    study,
    number(yi),
    number(ciLower),
    number(ciUpper),
    percent(weight),
  ]);
  const coefficients = result.coefficients.map(({ name, estimate, se, ciLower, ciUpper, statistic, p }) => [
    name,
    number(estimate),
    number(se),
    number(ciLower),
    number(ciUpper),
    number(statistic),
    pValue(p),
  ]);
  const back = result.backTransformed;
  const rest = [
    ...(back === null
      ? []
      : [
          [
            behind[result.measure] ?? 'transformed back',
            `${number(back.estimate)} (${number(back.ciLower)} to ${number(back.ciUpper)})`,
          ],
        ]),
    ...result.levels.map(({ name, groups, sigma2 }) => [
      `sigma2 ${name}`,
      `${number(sigma2)}, ${groups} groups`,
    ]),
    ['tau2', `${number(result.tau2)}${limits(result.tau2CiLower, result.tau2CiUpper)}`],
    ['I2', percent(result.I2)],
    ['H2', number(result.H2)],
    ['Q', `${number(result.Q)}, P ${pValue(result.pQ)}`],
    ...(result.predictionLower === null
      ? []
      : [['prediction', `${number(result.predictionLower)} to ${number(result.predictionUpper)}`]]),
    ...(result.QM === null
      ? []
      : [
          [
            'moderators',
            `QM ${number(result.QM)}, P ${pValue(result.pQM)}${result.R2 === null ? '' : `, R2 ${percent(result.R2)}`}`,
          ],
        ]),
  ];
  const test = { z: '', knha: ', Hartung-Knapp', adhoc: ', Hartung-Knapp with floor' }[result.test];
  return [
    `${result.measure} by ${result.method}${test}, ${result.k} studies\n`,
    `${columns([['study', 'effect', 'lower', 'upper', 'weight'], ...studies])}\n`,
    `${columns([['', 'estimate', 'se', 'lower', 'upper', 'statistic', 'P'], ...coefficients])}\n`,
    `${columns(rest)}\n`,
  ].join('\n');
}

/** What a measure is on the scale of its data. */
const behind: Readonly<Record<string, string>> = {
  RR: 'risk ratio',
  OR: 'odds ratio',
  PETO: 'odds ratio',
  ROM: 'ratio of means',
  MNLN: 'mean',
  PLO: 'proportion',
  PFT: 'proportion',
};

const limits = (lower: number | null, upper: number | null): string =>
  lower === null ? '' : ` (${number(lower)} to ${number(upper)})`;
