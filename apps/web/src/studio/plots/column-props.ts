import type { Patient, Regimen } from '@ketame/ketamine';
import type { ReactNode } from 'react';
import type { AxisWindow } from '../state/axis-window.ts';
import type { Drawn } from '../state/courses.ts';
import type { TargetLine } from '../target/target-line.ts';
import type { PlotColours } from './colours.ts';
import type { Panel, Shown } from './panels.ts';

/** What a column of panels shows, and whom it tells of changes by hand. */
export interface ColumnProps {
  readonly count: 'hours' | 'weeks';
  /** True where the columns stand below each other: then each labels its own values. */
  readonly stacked: boolean;
  readonly drawn: readonly Drawn[];
  readonly selected: number;
  readonly patient: Patient;
  readonly shown: Shown;
  readonly tops: Readonly<Record<Panel['id'], number>>;
  readonly window: AxisWindow;
  readonly cursorH: number;
  readonly colours: PlotColours;
  readonly onWindow: (window: AxisWindow) => void;
  readonly onCursor: (hours: number) => void;
  readonly onRegimen: (regimen: Regimen, gesture: string) => void;
  /** The target or the edges of a band that made the selected regimen; empty where it was drawn by hand. */
  readonly lines: readonly TargetLine[];
  /** In the row of the titles, by panel: over the weeks, or below the title where the columns are stacked. */
  readonly beside: Partial<Record<Panel['id'], ReactNode>>;
}
