/** Nodes and weights of the Gauss-Legendre rule on [-1, 1], and the Legendre polynomials at the nodes. */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  /** P_k at each node, k from 0 to count - 1. */
  readonly polynomials: readonly Float64Array[];
}

/** The rule with `count` nodes, exact for polynomials up to degree 2 count - 1 (Newton's method on P_count). */
export function gaussLegendre(count: number): QuadratureRule {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    let x = -Math.cos((Math.PI * (index + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let round = 0; round < 100; round++) {
      const values = legendre(count, x);
      slope = (count * (x * values[count]! - values[count - 1]!)) / (x * x - 1);
      const change = values[count]! / slope;
      x -= change;
      if (Math.abs(change) < 1e-16) break;
    }
    nodes[index] = x;
    weights[index] = 2 / ((1 - x * x) * slope * slope);
  }
  const polynomials = Array.from({ length: count }, (_, order) =>
    nodes.map((x) => legendre(order, x)[order]!),
  );
  return { nodes, weights, polynomials };
}

/** P_0 to P_order at x. */
function legendre(order: number, x: number): number[] {
  const values = [1, x];
  for (let k = 1; k < order; k++) values.push(((2 * k + 1) * x * values[k]! - k * values[k - 1]!) / (k + 1));
  return values;
}
