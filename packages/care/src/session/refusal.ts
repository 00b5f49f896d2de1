/** Why an entry has no effect, for the person who made it. */
export interface Refusal {
  /** Short and stable: "not-armed", "ten-fold". */
  readonly code: string;
  readonly reason: string;
  readonly whatToDo: string;
}

export function refusal(code: string, reason: string, whatToDo: string): Refusal {
  return { code, reason, whatToDo };
}
