/** A dense matrix by rows; all of ours are small (moderators, or effects of dependent studies). */
export type Matrix = readonly (readonly number[])[];

/** Thrown when a matrix that must be positive definite is not: redundant moderators, impossible covariances. */
export class SingularMatrixError extends Error {
  override readonly name = 'SingularMatrixError';
}

const at = (matrix: Matrix, row: number, column: number): number => matrix[row]?.[column] ?? Number.NaN;

/** Sum of the products of two vectors of the same length. */
export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** Matrix times vector. */
export const timesVector = (matrix: Matrix, vector: readonly number[]): number[] =>
  matrix.map((row) => dot(row, vector));

/** Transposed matrix. */
export const transpose = (matrix: Matrix): number[][] =>
  (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] ?? Number.NaN));

/** Product of two matrices. */
export const times = (a: Matrix, b: Matrix): number[][] => {
  const columns = transpose(b);
  return a.map((row) => columns.map((column) => dot(row, column)));
};

/** Sum of the diagonal. */
export const trace = (matrix: Matrix): number => matrix.reduce((sum, _, i) => sum + at(matrix, i, i), 0);

/** X'WX with W diagonal. */
export const weightedCrossProduct = (x: Matrix, weights: readonly number[]): number[][] =>
  times(
    transpose(x),
    x.map((row, i) => row.map((value) => value * (weights[i] ?? Number.NaN))),
  );

/**
 * Lower triangle L with LL' = matrix (symmetric positive definite).
 *
 * @throws SingularMatrixError
 */
export function cholesky(matrix: Matrix): number[][] {
  const n = matrix.length;
  const lower = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const row = lower[i] ?? [];
      let sum = at(matrix, i, j);
      for (let m = 0; m < j; m++) sum -= at(lower, i, m) * at(lower, j, m);
      if (i > j) row[j] = sum / at(lower, j, j);
      // Relative to the entry itself: what cancels to rounding is linearly dependent.
      else if (sum > 1e-12 * Math.abs(at(matrix, i, i))) row[j] = Math.sqrt(sum);
      else throw new SingularMatrixError('The matrix is not positive definite.');
    }
  }
  return lower;
}

/** Logarithm of the determinant of a symmetric positive definite matrix. @throws SingularMatrixError */
export const logDeterminant = (matrix: Matrix): number =>
  cholesky(matrix).reduce((sum, row, i) => sum + 2 * Math.log(row[i] ?? Number.NaN), 0);

/** Inverse of a symmetric positive definite matrix. @throws SingularMatrixError */
export function inverse(matrix: Matrix): number[][] {
  const lower = cholesky(matrix);
  const n = lower.length;
  const columns = lower.map((_, unit) => {
    const z: number[] = [];
    for (let i = 0; i < n; i++) {
      let sum = i === unit ? 1 : 0;
      for (let m = 0; m < i; m++) sum -= at(lower, i, m) * (z[m] ?? 0);
      z[i] = sum / at(lower, i, i);
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = z[i] ?? Number.NaN;
      for (let m = i + 1; m < n; m++) sum -= at(lower, m, i) * (z[m] ?? 0);
      z[i] = sum / at(lower, i, i);
    }
    return z;
  });
  return transpose(columns);
}

/**
 * Eigenvalues of a symmetric matrix, by Jacobi rotations (Golub and Van Loan, Matrix Computations, 8.5).
 */
export function symmetricEigenvalues(matrix: Matrix): number[] {
  const a = matrix.map((row) => [...row]);
  const n = a.length;
  for (let sweep = 0; sweep < 100; sweep++) {
    let off = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) off += at(a, i, j) ** 2;
    const size = a.reduce((sum, row) => sum + dot(row, row), 0);
    if (off <= 1e-32 * size) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, p, q);
  }
  return a.map((_, i) => at(a, i, i));
}

function rotate(a: number[][], p: number, q: number): void {
  const apq = at(a, p, q);
  if (apq === 0) return;
  const theta = (at(a, q, q) - at(a, p, p)) / (2 * apq);
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (const row of a) {
    const rp = row[p] ?? 0;
    const rq = row[q] ?? 0;
    row[p] = cosine * rp - sine * rq;
    row[q] = sine * rp + cosine * rq;
  }
  const [rowP, rowQ] = [a[p] ?? [], a[q] ?? []];
  for (let m = 0; m < a.length; m++) {
    const pm = rowP[m] ?? 0;
    const qm = rowQ[m] ?? 0;
    rowP[m] = cosine * pm - sine * qm;
    rowQ[m] = sine * pm + cosine * qm;
  }
}
