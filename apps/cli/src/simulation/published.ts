import type { PublishedSimulation } from '@ketame/contract';
import type { SimulationResult } from './result.ts';

export function simulatePublished(_simulation: PublishedSimulation): SimulationResult {
  throw new Error('not yet');
}
