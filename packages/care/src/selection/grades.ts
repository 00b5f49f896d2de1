/**
 * Budapest criteria of complex regional pain syndrome: pain out of proportion, symptoms in three of four categories
 * (research: four), signs in two, and no better diagnosis. Harden RN et al., Pain 2010;150:268-274.
 * @param symptoms categories in which symptoms are reported, 0 to 4
 * @param signs categories in which signs are found, 0 to 4
 */
export function budapestGrade(findings: {
  readonly disproportionate: boolean;
  readonly symptoms: number;
  readonly signs: number;
  readonly betterDiagnosis: boolean;
}): 'research' | 'clinical' | 'not fulfilled' {
  const { disproportionate, symptoms, signs, betterDiagnosis } = findings;
  if (!disproportionate || betterDiagnosis || symptoms < 3 || signs < 2) return 'not fulfilled';
  return symptoms === 4 ? 'research' : 'clinical';
}

/**
 * How surely pain is neuropathic: a history and a plausible place make it possible, sensory signs there probable, a test
 * that confirms the lesion definite. Each needs those before it. Finnerup NB et al., Pain 2016;157:1599-1606.
 */
export function neuropathicGrade(findings: {
  readonly history: boolean;
  readonly signs: boolean;
  readonly test: boolean;
}): 'definite' | 'probable' | 'possible' | 'unlikely' {
  if (!findings.history) return 'unlikely';
  if (!findings.signs) return 'possible';
  return findings.test ? 'definite' : 'probable';
}
