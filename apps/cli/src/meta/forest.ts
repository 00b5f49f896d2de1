import { isLogarithm, type MetaTableResult, measureNames } from '@ketame/evidence';
import { forestFigure } from '@ketame/figures';

/** The result as a forest plot; with moderators the studies alone, since no single pooled effect exists. */
export function toForest(result: MetaTableResult): string {
  const { measure, method, k } = result;
  const plain = result.coefficients.length === 1;
  const common = ['EE', 'MH', 'PETO'].includes(method);
  const heterogeneity = `Q ${result.Q.toFixed(2)}, P ${result.pQ < 0.0001 ? '< 0.0001' : result.pQ.toFixed(4)}; I² ${result.I2.toFixed(1)} %; tau² ${result.tau2.toFixed(4)}.`;
  const coefficients = result.coefficients.map(
    ({ name, estimate, ciLower, ciUpper }) =>
      `${name} ${estimate.toFixed(3)} (${ciLower.toFixed(3)} to ${ciUpper.toFixed(3)})`,
  );
  return `${forestFigure({
    title: `${measureNames[measure] ?? measure}, ${k} studies`,
    description: `Forest plot of ${k} studies. ${plain ? `Pooled ${result.estimate.toFixed(3)} (${result.ciLower.toFixed(3)} to ${result.ciUpper.toFixed(3)})${isLogarithm(measure) ? ' on the logarithmic scale' : ''}. ` : ''}${heterogeneity}`,
    axis: measureNames[measure] ?? measure,
    scale: isLogarithm(measure) ? 'logarithm' : 'difference',
    rows: result.studies.map(({ study, yi, ciLower, ciUpper, weight }) => ({
      label: study,
      effect:
        yi === null || ciLower === null || ciUpper === null
          ? null
          : { estimate: yi, lower: ciLower, upper: ciUpper },
      weight,
    })),
    pooled: plain
      ? {
          label: `${common ? 'Common effect' : 'Random effects'} (${method})`,
          estimate: result.estimate,
          lower: result.ciLower,
          upper: result.ciUpper,
        }
      : null,
    prediction:
      result.predictionLower === null || result.predictionUpper === null
        ? null
        : { lower: result.predictionLower, upper: result.predictionUpper },
    notes: [
      `${plain ? 'Heterogeneity' : 'Residual heterogeneity'}: ${heterogeneity}`,
      ...(plain ? [] : [`Coefficients: ${coefficients.join('; ')}.`]),
      ...result.warnings,
    ],
    width: 760,
    theme: 'light',
  })}\n`;
}
