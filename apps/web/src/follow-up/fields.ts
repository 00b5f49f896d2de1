import type { FieldErrors } from '../parts/form.ts';

/** What is typed, before it is checked. */
export type Draft = Readonly<Record<string, unknown>>;

export interface FieldsProps {
  readonly draft: Draft;
  readonly wrong: FieldErrors;
  readonly set: (changed: Draft) => void;
}
