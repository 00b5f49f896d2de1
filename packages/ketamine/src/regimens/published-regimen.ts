import type { Source, Status } from '../published.ts';
import type { Regimen } from '../regimen.ts';

/** A regimen of a published trial, ready to be drawn. */
export interface PublishedRegimen {
  /** "sigtermans-2009"; also in `regimen.published`. */
  readonly id: string;
  readonly title: string;
  readonly regimen: Regimen;
  readonly diagnosis: string;
  readonly population: string;
  /** Other drugs that the trial gave beside it, in both arms where said. */
  readonly givenBeside: string;
  /** What the paper found, in one sentence. */
  readonly found: string;
  readonly source: Source;
  readonly status: Status;
  /** What in `regimen` is not the paper's own; one sentence each. */
  readonly illustrative: readonly string[];
  /** What a reader must know before trusting the trial. */
  readonly cautions: readonly string[];
}
