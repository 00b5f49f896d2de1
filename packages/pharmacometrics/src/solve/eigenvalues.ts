/** Decay rate `real` and angular frequency `imaginary` of a mode e^(-real t), both 1/h; imaginary 0 for most. */
export interface Mode {
  readonly decay: number;
  /** Above 0 for one of each complex pair: the mode counts for both. */
  readonly frequency: number;
}

/**
 * The modes of a real matrix, by Hessenberg reduction and the shifted QR iteration.
 * (Francis 1961; Golub and Van Loan, Matrix Computations, 4th ed., algorithms 7.4.2 and 7.5.2.)
 * @param matrix rows of A; not changed
 * @returns minus the eigenvalues, complex pairs once each
 */
export function modesOf(matrix: readonly (readonly number[])[]): Mode[] {
  const a = matrix.map((row) => [...row]);
  const largest = Math.max(0, ...matrix.flat().map(Math.abs));
  toHessenberg(a);
  const modes: Mode[] = [];
  let last = a.length - 1;
  let iterations = 0;
  while (last >= 0) {
    let first = last;
    while (first > 0) {
      const size = Math.abs(a[first]![first]!) + Math.abs(a[first - 1]![first - 1]!);
      const below = Math.abs(a[first]![first - 1]!);
      if (below <= 2 ** -53 * size || below <= 2 ** -106 * largest) break;
      first--;
    }
    if (first === last) {
      modes.push({ decay: -a[last]![last]!, frequency: 0 });
      last -= 1;
      iterations = 0;
    } else if (first === last - 1) {
      modes.push(...modesOfPair(a, first));
      last -= 2;
      iterations = 0;
    } else {
      if (++iterations > 60) throw new Error('The QR iteration for the modes of the model did not converge.');
      francisStep(a, first, last, iterations % 11 === 10);
    }
  }
  return modes;
}

function toHessenberg(a: number[][]): void {
  const n = a.length;
  for (let k = 1; k < n - 1; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i]![k - 1]!) > Math.abs(a[pivot]![k - 1]!)) pivot = i;
    if (a[pivot]![k - 1] === 0) continue;
    [a[k], a[pivot]] = [a[pivot]!, a[k]!];
    for (const row of a) [row[k], row[pivot]] = [row[pivot]!, row[k]!];
    for (let i = k + 1; i < n; i++) {
      const factor = a[i]![k - 1]! / a[k]![k - 1]!;
      if (factor === 0) continue;
      for (let j = k - 1; j < n; j++) a[i]![j]! -= factor * a[k]![j]!;
      for (const row of a) row[k]! += factor * row[i]!;
    }
  }
}

function modesOfPair(a: readonly (readonly number[])[], k: number): Mode[] {
  const [p, q, r, s] = [a[k]![k]!, a[k]![k + 1]!, a[k + 1]![k]!, a[k + 1]![k + 1]!];
  const half = (p - s) / 2;
  const inside = half * half + q * r;
  const middle = (p + s) / 2;
  if (inside < 0) return [{ decay: -middle, frequency: Math.sqrt(-inside) }];
  const root = Math.sqrt(inside);
  // The one of larger size first; the other from the product, so that a slow mode keeps its digits.
  const large = middle + (middle < 0 ? -root : root);
  const small = large === 0 ? 0 : (p * s - q * r) / large;
  return [
    { decay: -large, frequency: 0 },
    { decay: -small, frequency: 0 },
  ];
}

/** One implicit double shift on the active block first..last. */
function francisStep(a: number[][], first: number, last: number, exceptional: boolean): void {
  const m = last - 1;
  let sum = a[m]![m]! + a[last]![last]!;
  let product = a[m]![m]! * a[last]![last]! - a[m]![last]! * a[last]![m]!;
  if (exceptional) {
    const size = Math.abs(a[last]![m]!) + Math.abs(a[m]![m - 1] ?? 0);
    sum = 1.5 * size;
    product = size * size;
  }
  let x =
    a[first]![first]! ** 2 +
    a[first]![first + 1]! * a[first + 1]![first]! -
    sum * a[first]![first]! +
    product;
  let y = a[first + 1]![first]! * (a[first]![first]! + a[first + 1]![first + 1]! - sum);
  let z = a[first + 1]![first]! * a[first + 2]![first + 1]!;
  for (let k = first; k < last; k++) {
    const three = k < last - 1;
    reflect(a, k, first, last, [x, y, three ? z : 0], three ? 3 : 2);
    x = a[k + 1]![k]!;
    y = k + 2 <= last ? a[k + 2]![k]! : 0;
    z = k + 3 <= last ? a[k + 3]![k]! : 0;
  }
  for (let i = first + 2; i <= last; i++) {
    a[i]![i - 2] = 0;
    if (i > first + 2) a[i]![i - 3] = 0;
  }
}

/** A Householder reflection that turns `vector` onto its first axis, applied from both sides at row k. */
function reflect(
  a: number[][],
  k: number,
  first: number,
  last: number,
  vector: readonly number[],
  length: number,
): void {
  const norm = Math.hypot(...vector);
  if (norm === 0) return;
  const v = vector.slice(0, length);
  v[0] = v[0]! + (v[0]! < 0 ? -norm : norm);
  const beta = 2 / v.reduce((total, each) => total + each * each, 0);
  for (let j = Math.max(first, k - 1); j <= last; j++) {
    let dot = 0;
    for (let i = 0; i < length; i++) dot += v[i]! * a[k + i]![j]!;
    for (let i = 0; i < length; i++) a[k + i]![j]! -= beta * dot * v[i]!;
  }
  for (let i = first; i <= Math.min(last, k + 3); i++) {
    let dot = 0;
    for (let j = 0; j < length; j++) dot += v[j]! * a[i]![k + j]!;
    for (let j = 0; j < length; j++) a[i]![k + j]! -= beta * dot * v[j]!;
  }
}
