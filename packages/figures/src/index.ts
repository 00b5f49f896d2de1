export { type Agreement, agreementFigure } from './agreementFigure.ts';
export {
  type Colour,
  printPatterns,
  regimenColours,
  substanceColours,
  type Theme,
  type Tokens,
  tokens,
} from './colours.ts';
export { courseFigure } from './courseFigure.ts';
export type { Figure, Level, Panel, Series, SeriesKind } from './figure.ts';
export { type Forest, type ForestRow, forestFigure } from './forestFigure.ts';
export { type Funnel, type FunnelPoint, funnelFigure } from './funnelFigure.ts';
export { type Region, regionFigure } from './regionFigure.ts';
export type { TimeAxis, TimeUnit } from './timeTicks.ts';
