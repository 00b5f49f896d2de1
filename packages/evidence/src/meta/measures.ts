/** What each measure is, for axes and headings. */
export const measureNames: Readonly<Record<string, string>> = {
  MD: 'Mean difference (unit of the means)',
  SMD: "Standardised mean difference (Hedges' g)",
  SMDd: "Standardised mean difference (Cohen's d)",
  ROM: 'Ratio of means',
  RR: 'Risk ratio',
  OR: 'Odds ratio',
  PETO: "Peto's odds ratio",
  RD: 'Risk difference',
  AS: 'Difference of arcsines (radians)',
  PR: 'Proportion',
  PLO: 'Logit of a proportion',
  PFT: 'Double arcsine of a proportion (radians)',
  MN: 'Mean (unit of the means)',
  MNLN: 'Mean (unit of the means)',
  MC: 'Mean difference within a person (unit of the means)',
  SMCR: 'Standardised mean difference within a person',
  GEN: 'Effect (unit of the table)',
};

/** Whether a measure is pooled as a logarithm and shown as what is behind it. */
export const isLogarithm = (measure: string): boolean =>
  ['ROM', 'RR', 'OR', 'PETO', 'MNLN'].includes(measure);
