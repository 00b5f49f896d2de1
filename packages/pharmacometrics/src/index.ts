export type { Dose } from './dosing/dose.ts';
export { InputError } from './error.ts';
export { individual, type LinearSystem } from './model/individual.ts';
export type * from './model/linear-model.ts';
export { parseUnit, type Unit } from './model/units.ts';
export { type PopulationRun, simulatePopulation } from './population/simulate-population.ts';
export { areaUnder, type MassBalance, massBalance } from './solve/area.ts';
export { type Peak, peak, timeAbove } from './solve/crossings.ts';
export { outputsAt, type Solution, solve } from './solve/solution.ts';
