/** Rows of a square matrix. */
export type Matrix = readonly Float64Array[];

export const zeros = (rows: number, columns = rows): Float64Array[] =>
  Array.from({ length: rows }, () => new Float64Array(columns));

/** The lower triangle L with L L' the matrix; undefined when it is not positive definite. */
export function cholesky(matrix: Matrix): Float64Array[] | undefined {
  const lower = zeros(matrix.length);
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k++) rest -= lower[i]![k]! * lower[j]![k]!;
      if (i !== j) lower[i]![j] = rest / lower[j]![j]!;
      else if (rest > 0) lower[i]![i] = Math.sqrt(rest);
      else return undefined;
    }
  }
  return lower;
}

/** x with L x = b. */
export function solveLower(lower: Matrix, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(lower.length);
  for (let i = 0; i < x.length; i++) {
    let rest = b[i]!;
    for (let k = 0; k < i; k++) rest -= lower[i]![k]! * x[k]!;
    x[i] = rest / lower[i]![i]!;
  }
  return x;
}

/** x with L' x = b. */
export function solveUpper(lower: Matrix, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(lower.length);
  for (let i = x.length - 1; i >= 0; i--) {
    let rest = b[i]!;
    for (let k = i + 1; k < x.length; k++) rest -= lower[k]![i]! * x[k]!;
    x[i] = rest / lower[i]![i]!;
  }
  return x;
}

/** The inverse of L L'. */
export function inverseOf(lower: Matrix): Float64Array[] {
  return lower.map((_, column) => {
    const unit = new Float64Array(lower.length);
    unit[column] = 1;
    return solveUpper(lower, solveLower(lower, unit));
  });
}

export const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

export const times = (matrix: Matrix, x: ArrayLike<number>): Float64Array =>
  Float64Array.from(matrix, (row) => dot(row, x));

/** M C M' of a covariance matrix C. */
export function propagated(matrix: Matrix, covariance: Matrix): Float64Array[] {
  const half = matrix.map((row) => times(covariance, row));
  return matrix.map((row) => Float64Array.from(half, (column) => dot(row, column)));
}

/**
 * The eigenvalues of a symmetric matrix, in no order, by Jacobi's rotations.
 * (Golub and Van Loan, Matrix Computations, 4th ed., section 8.5.)
 */
export function symmetricEigenvalues(matrix: Matrix): Float64Array {
  const a = matrix.map((row) => row.slice());
  const size = a.length;
  for (let sweep = 0; sweep < 60; sweep++) {
    let outside = 0;
    let inside = 0;
    for (let i = 0; i < size; i++) {
      inside += a[i]![i]! ** 2;
      for (let j = 0; j < i; j++) outside += a[i]![j]! ** 2;
    }
    if (outside <= 1e-30 * inside) break;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, p, q);
  }
  return Float64Array.from(a, (row, i) => row[i]!);
}

/** Turns rows and columns p and q so that their common entry becomes 0. */
function rotate(a: readonly Float64Array[], p: number, q: number): void {
  const common = a[p]![q]!;
  if (common === 0) return;
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * common);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < a.length; k++) {
    const [kp, kq] = [a[k]![p]!, a[k]![q]!];
    a[k]![p] = c * kp - s * kq;
    a[k]![q] = s * kp + c * kq;
  }
  for (let k = 0; k < a.length; k++) {
    const [pk, qk] = [a[p]![k]!, a[q]![k]!];
    a[p]![k] = c * pk - s * qk;
    a[q]![k] = s * pk + c * qk;
  }
}
