import {
  createDataSetSimulator,
  type DataSetOptions,
  type DataSubject,
  InputError,
  type Model,
} from '@ketame/pharmacometrics';

/** What all subjects have in common: told to a worker once. */
export interface Common {
  readonly model: Model;
  readonly options: DataSetOptions;
}

/** The rows of some subjects, or what is wrong with them. */
export type Answer = { readonly rows: readonly Float64Array[] } | { readonly wrong: string };

/** Simulates subjects; what is wrong in their data is an answer, so that it comes back from a worker as what it is. */
export function createTask({ model, options }: Common): (subjects: readonly DataSubject[]) => Answer {
  const { rows } = createDataSetSimulator(model, options);
  return (subjects) => {
    try {
      return { rows: rows(subjects) };
    } catch (error) {
      if (error instanceof InputError) return { wrong: error.message };
      throw error;
    }
  };
}
