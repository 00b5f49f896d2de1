/** Concentrations that a pump can be aimed at. */
export type TargetOutput = 'S-ketamine' | 'effect site' | 'S-norketamine';

export const targetOutputs: readonly TargetOutput[] = ['effect site', 'S-ketamine', 'S-norketamine'];

/** Of this size and without decimals of binary arithmetic: what a person would set, ng/mL. */
export const TARGET_SCALE = { min: 5, max: 1000, step: 5, bigStep: 25 } as const;

/** A level over the plot that may be dragged: the regimen follows it. */
export interface TargetLine {
  readonly label: string;
  readonly output: TargetOutput;
  /** ng/mL. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly ask: (value: number, gesture: string) => void;
}

/** The gesture that fills a regimen from the fields. */
export const FILLED = 'target-fields';
