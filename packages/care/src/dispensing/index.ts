export { type Gs1Package, type Gs1Reading, gtinCheckDigit, readGs1 } from './gs1.ts';
export * from './movements.ts';
export { checkCharacter, newPackCode, printedPackCode, readPackCode } from './pack-code.ts';
export {
  latestValidUntil,
  type PrescribedSupply,
  prescribedUg,
  prescriptionProblem,
} from './prescription.ts';
export { type AmountOnDay, type Reconciliation, reconcile, type SupplyRecord } from './reconciliation.ts';
