import type { Colour, Theme } from './colours.ts';
import type { TimeAxis } from './timeTicks.ts';
import type { Samples } from './window.ts';

/**
 * What a series is, and so how it is drawn:
 * `predicted` a line; `extrapolated` a dashed line that says so at its label; `measured` filled marks; `given` what was
 * administered (a rate held from each time to the next), a step over a filled area.
 */
export type SeriesKind = 'predicted' | 'extrapolated' | 'measured' | 'given';

/** Times in hours, ascending; values in the unit of the panel, NaN for a gap; `low` and `high` bound the band. */
export interface Series extends Samples {
  readonly label: string;
  readonly colour: Colour;
  readonly kind: SeriesKind;
}

/** A horizontal line with its meaning ("30 %: moderately important"). */
export interface Level {
  readonly value: number;
  readonly label: string;
}

export interface Panel {
  readonly title: string;
  readonly unit: string;
  /** Where the numbers come from: model, paper. */
  readonly source: string;
  readonly series: readonly Series[];
  /** What a band means; required when a series has one. */
  readonly band?: string;
  readonly levels?: readonly Level[];
  /** The axis reaches at least this; it reaches further when the values do, so that nothing is cut off. */
  readonly reachesTo?: number;
  /** Height of the plotting area, px; 110 unless told. */
  readonly height?: number;
}

/** Panels on one shared time axis. */
export interface Figure {
  readonly title: string;
  /** What the figure shows, for those who hear it instead of seeing it. */
  readonly description: string;
  readonly panels: readonly Panel[];
  readonly time: TimeAxis;
  /** Width of the whole, px, at least 320. */
  readonly width: number;
  readonly theme: Theme;
}
