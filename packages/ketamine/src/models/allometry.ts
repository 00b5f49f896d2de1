import type { IndividualParameter } from '@ketame/pharmacometrics';
import type { Parameter } from '../published.ts';

/** Scaling of flows and volumes by body weight, for models printed "at 70 kg". */
export const allometricParameters: Readonly<Record<string, Parameter>> = {
  referenceWeight: {
    symbol: 'referenceWeight',
    meaning: 'body weight at which the table is printed',
    value: 70,
    unit: 'kg',
    row: 'heading of the table',
    status: 'T2',
  },
  flowExponent: {
    symbol: 'flowExponent',
    meaning: 'exponent of weight on clearances',
    value: 0.75,
    unit: '1',
    row: 'customary allometric exponent; printed for M2, assumed for M1',
    status: 'T2',
  },
  volumeExponent: {
    symbol: 'volumeExponent',
    meaning: 'exponent of weight on volumes',
    value: 1,
    unit: '1',
    row: 'customary allometric exponent; printed for M2, assumed for M1',
    status: 'T2',
  },
};

export const allometricScales: Readonly<Record<string, IndividualParameter>> = {
  flowScale: { expression: '(weight / referenceWeight) ^ flowExponent', unit: '1' },
  volumeScale: { expression: '(weight / referenceWeight) ^ volumeExponent', unit: '1' },
};

export const weightCovariate = { weight: { unit: 'kg' } } as const;
