/** Importance weights after smoothing, adding up to 1, and how heavy their tail is. */
export interface SmoothedWeights {
  readonly weights: Float64Array;
  /** Shape of the generalised Pareto tail; infinity when too few weights stand out to fit one. */
  readonly paretoK: number;
  /** As many equal draws would know a mean about as well. */
  readonly effectiveSize: number;
}

/** Up to this shape the weights are reliable with so many draws (Vehtari 2024). */
export const greatestParetoK = (draws: number): number => Math.min(1 - 1 / Math.log10(draws), 0.7);

/**
 * Pareto-smoothed importance weights: the largest are replaced by the order statistics of the generalised Pareto
 * distribution fitted to them.
 * (Vehtari, Simpson, Gelman, Yao, Gabry. J Mach Learn Res 2024;25(72):1-58.)
 * @param logRatios logarithms of target over proposal, a common constant left out; minus infinity is a weight of 0
 */
export function smoothWeights(logRatios: Float64Array): SmoothedWeights {
  const count = logRatios.length;
  const highest = logRatios.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY);
  const weights = logRatios.map((each) => Math.exp(each - highest));
  const order = Array.from(weights.keys()).sort((left, right) => weights[left]! - weights[right]!);
  const tail = Math.ceil(Math.min(0.2 * count, 3 * Math.sqrt(count)));
  const cut = weights[order[count - tail - 1]!] ?? 0;
  const excess = Float64Array.from(order.slice(count - tail), (index) => weights[index]! - cut);
  let paretoK = Number.POSITIVE_INFINITY;
  if (tail >= 5 && excess[tail - 1]! <= 1e-14) {
    // Equal weights have no tail at all.
    paretoK = Number.NEGATIVE_INFINITY;
  } else if (tail >= 5) {
    const fitted = fitGeneralisedPareto(excess);
    paretoK = fitted.shape;
    excess.forEach((_, rank) => {
      const smoothed = cut + quantileOf(fitted, (rank + 0.5) / tail);
      weights[order[count - tail + rank]!] = Math.min(1, smoothed);
    });
  }
  const total = weights.reduce((sum, each) => sum + each, 0);
  let squares = 0;
  for (let index = 0; index < count; index++) {
    weights[index]! /= total;
    squares += weights[index]! ** 2;
  }
  return { weights, paretoK, effectiveSize: 1 / squares };
}

interface GeneralisedPareto {
  readonly shape: number;
  readonly scale: number;
}

/**
 * The generalised Pareto distribution of values above 0, in rising order: the posterior mean of Zhang and Stephens
 * (Technometrics 2009;51:316-25, doi:10.1198/tech.2009.08017), its shape drawn towards 0.5 as by ten values
 * (Vehtari 2024, appendix G).
 */
export function fitGeneralisedPareto(values: Float64Array): GeneralisedPareto {
  const count = values.length;
  const candidates = 30 + Math.floor(Math.sqrt(count));
  const quarter = values[Math.floor(count / 4 + 0.5) - 1]!;
  const greatest = values[count - 1]!;
  const shapeOf = (theta: number) => {
    let sum = 0;
    for (const value of values) sum += Math.log1p(-theta * value);
    return sum / count;
  };
  const thetas = Array.from(
    { length: candidates },
    (_, index) =>
      1 / greatest + (1 - Math.sqrt(candidates / (index + 0.5))) / (3 * Math.max(quarter, 1e-300)),
  );
  const likelihoods = thetas.map((theta) => {
    const shape = shapeOf(theta);
    return count * (Math.log(-theta / shape) - shape - 1);
  });
  const highest = Math.max(...likelihoods);
  let total = 0;
  let theta = 0;
  likelihoods.forEach((each, index) => {
    const weight = Math.exp(each - highest);
    total += weight;
    theta += weight * thetas[index]!;
  });
  theta /= total;
  const shape = shapeOf(theta);
  return { shape: (shape * count + 5) / (count + 10), scale: -shape / theta };
}

function quantileOf({ shape, scale }: GeneralisedPareto, probability: number): number {
  const exponential = -Math.log1p(-probability);
  return scale * (shape === 0 ? exponential : Math.expm1(shape * exponential) / shape);
}
