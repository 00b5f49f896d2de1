export { training as homeTraining } from '../home/shipped/parts.ts';
export * from './module.ts';
export { trainingModuleOf, trainingModules } from './modules/index.ts';
export * from './test-draw.ts';
export * from './training-status.ts';
