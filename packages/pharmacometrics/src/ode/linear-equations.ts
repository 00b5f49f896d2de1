/**
 * Factors a matrix in place into lower and upper triangle, rows exchanged so that the largest pivot leads.
 * @param matrix size * size numbers, row by row
 * @param exchanged which row was taken at each step
 * @returns whether it can be solved with: false when a pivot is 0 or not finite
 */
export function factor(matrix: Float64Array, size: number, exchanged: Int32Array): boolean {
  for (let column = 0; column < size; column++) {
    let chosen = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(matrix[row * size + column]!) > Math.abs(matrix[chosen * size + column]!)) chosen = row;
    }
    exchanged[column] = chosen;
    const pivot = matrix[chosen * size + column]!;
    if (pivot === 0 || !Number.isFinite(pivot)) return false;
    if (chosen !== column) {
      for (let each = 0; each < size; each++) {
        const kept = matrix[column * size + each]!;
        matrix[column * size + each] = matrix[chosen * size + each]!;
        matrix[chosen * size + each] = kept;
      }
    }
    for (let row = column + 1; row < size; row++) {
      const entry = matrix[row * size + column]!;
      if (entry === 0) continue;
      const share = entry / pivot;
      matrix[row * size + column] = share;
      for (let each = column + 1; each < size; each++) {
        matrix[row * size + each] = matrix[row * size + each]! - share * matrix[column * size + each]!;
      }
    }
  }
  return true;
}

/** Solves with a matrix that `factor` has been over; `right` becomes the solution. */
export function solveFactored(
  matrix: Float64Array,
  size: number,
  exchanged: Int32Array,
  right: Float64Array,
): void {
  for (let row = 0; row < size; row++) {
    const chosen = exchanged[row]!;
    const value = right[chosen]!;
    right[chosen] = right[row]!;
    right[row] = value;
  }
  for (let row = 0; row < size; row++) {
    const value = right[row]!;
    for (let below = row + 1; below < size; below++) {
      right[below] = right[below]! - matrix[below * size + row]! * value;
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = right[row]!;
    for (let each = row + 1; each < size; each++) sum -= matrix[row * size + each]! * right[each]!;
    right[row] = sum / matrix[row * size + row]!;
  }
}
