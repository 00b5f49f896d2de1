/**
 * A dose as ordered, by a route of the model. Without a duration or rate it enters as the route says: at once (a
 * bolus), or at the constant rate of the route's own duration (zero-order absorption). An infusion has two of
 * amount, rate and duration. Amounts in mg, times in hours.
 */
export interface Dose {
  /** The name of one of the model's inputs. */
  readonly input: string;
  readonly timeH: number;
  readonly amountMg?: number;
  readonly rateMgPerH?: number;
  readonly durationH?: number;
  /** Hours from one to the next, when repeated (NONMEM's II). */
  readonly everyH?: number;
  /** How many more after the first (NONMEM's ADDL). */
  readonly additional?: number;
}
