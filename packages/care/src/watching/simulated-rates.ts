import type { SimulatedRates } from './simulation/evaluate-rules.ts';

/**
 * What the rules find in 10,000 simulated patients over a year, made by `evaluateMisuseRules` with the number of patients
 * and the seed that stand in it; `npm run test:long` makes it again and compares. It holds for the habits of
 * `simulation/habits.ts`, which are ours, and tells nothing of a clinic.
 */
export const simulatedRates: SimulatedRates = {
  seed: 20261123,
  patients: 10000,
  misusers: 300,
  score: {
    talkFrom: 8,
    misusers: 300,
    sensitivity: {
      value: 0.7633333333333333,
      lower: 0.7120967390716029,
      upper: 0.8079112960834696,
      level: 0.95,
    },
    medianDays: 80,
    falseAlarms: {
      value: 0.12783505154639174,
      lower: 0.11928692979061199,
      upper: 0.1363831733021715,
    },
  },
  byPattern: [
    {
      pattern: 'takes more at once',
      misusers: 50,
      sensitivity: {
        value: 0.94,
        lower: 0.8378290831116183,
        upper: 0.9793850296510261,
        level: 0.95,
      },
      medianDays: 24,
    },
    {
      pattern: 'takes more and hides it',
      misusers: 50,
      sensitivity: {
        value: 0.84,
        lower: 0.7148578393696502,
        upper: 0.916625793219666,
        level: 0.95,
      },
      medianDays: 88,
    },
    {
      pattern: 'gives it away',
      misusers: 50,
      sensitivity: {
        value: 0.7,
        lower: 0.5624964953554661,
        upper: 0.8089644649911906,
        level: 0.95,
      },
      medianDays: 138,
    },
    {
      pattern: 'loses supplies',
      misusers: 50,
      sensitivity: {
        value: 0.8,
        lower: 0.6696289406777459,
        upper: 0.887562499842239,
        level: 0.95,
      },
      medianDays: 92,
    },
    {
      pattern: 'asks for more and more',
      misusers: 50,
      sensitivity: {
        value: 0.54,
        lower: 0.40398871399157477,
        upper: 0.6703034780777565,
        level: 0.95,
      },
      medianDays: 136,
    },
    {
      pattern: 'second source',
      misusers: 50,
      sensitivity: {
        value: 0.76,
        lower: 0.6258731624205709,
        upper: 0.8570260860300828,
        level: 0.95,
      },
      medianDays: 74,
    },
  ],
  byRule: [
    {
      rule: 'early-refill',
      version: 1,
      misusers: 300,
      sensitivity: {
        value: 0.5133333333333333,
        lower: 0.45696401676183923,
        upper: 0.5693655040055062,
        level: 0.95,
      },
      medianDays: 97,
      falseAlarms: {
        value: 0.09608247422680412,
        lower: 0.0900120565750917,
        upper: 0.10215289187851653,
      },
    },
    {
      rule: 'count-off',
      version: 1,
      misusers: 300,
      sensitivity: {
        value: 0.2833333333333333,
        lower: 0.23533085263102863,
        upper: 0.336814434899608,
        level: 0.95,
      },
      medianDays: 73,
      falseAlarms: {
        value: 0.12288659793814433,
        lower: 0.1035767771899633,
        upper: 0.14219641868632535,
      },
    },
    {
      rule: 'lost-supply',
      version: 1,
      misusers: 300,
      sensitivity: {
        value: 0.12666666666666668,
        lower: 0.09369224846506605,
        upper: 0.16908117004926168,
        level: 0.95,
      },
      medianDays: 104,
      falseAlarms: {
        value: 0.003711340206185567,
        lower: 0.0025011585422157106,
        upper: 0.004921521870155423,
      },
    },
    {
      rule: 'dose-clustering',
      version: 1,
      misusers: 300,
      sensitivity: {
        value: 0.19,
        lower: 0.14963485033440668,
        upper: 0.23820379182481186,
        level: 0.95,
      },
      medianDays: 13,
      falseAlarms: {
        value: 0.001443298969072165,
        lower: 0.0006877595852700058,
        upper: 0.002198838352874324,
      },
    },
    {
      rule: 'outside-window',
      version: 1,
      misusers: 300,
      sensitivity: {
        value: 0.18,
        lower: 0.14065830269666496,
        upper: 0.22743319888704452,
        level: 0.95,
      },
      medianDays: 35,
      falseAlarms: {
        value: 0.18360824742268042,
        lower: 0.14833983695636793,
        upper: 0.2188766578889929,
      },
    },
    {
      rule: 'escalating-requests',
      version: 1,
      misusers: 300,
      sensitivity: {
        value: 0.11666666666666667,
        lower: 0.08509313461466293,
        upper: 0.1579331433241557,
        level: 0.95,
      },
      medianDays: 137,
      falseAlarms: {
        value: 0.006391752577319588,
        lower: 0.004805727086214911,
        upper: 0.007977778068424264,
      },
    },
    {
      rule: 'other-prescriber',
      version: 1,
      misusers: 300,
      sensitivity: {
        value: 0.13666666666666666,
        lower: 0.10236514609208626,
        upper: 0.1801554129977505,
        level: 0.95,
      },
      medianDays: 102,
      falseAlarms: {
        value: 0.029381443298969072,
        lower: 0.0259603514460763,
        upper: 0.03280253515186184,
      },
    },
    {
      rule: 'urine-test',
      version: 1,
      misusers: 300,
      sensitivity: {
        value: 0.16666666666666666,
        lower: 0.12876533120368075,
        upper: 0.2129966496126833,
        level: 0.95,
      },
      medianDays: 122,
      falseAlarms: {
        value: 0.03917525773195876,
        lower: 0.03527200071567048,
        upper: 0.043078514748247046,
      },
    },
    {
      rule: 'bladder-with-dose',
      version: 1,
      misusers: 300,
      sensitivity: {
        value: 0.29333333333333333,
        lower: 0.244686340828045,
        upper: 0.3472060872781007,
        level: 0.95,
      },
      medianDays: 131,
      falseAlarms: {
        value: 0.16061855670103092,
        lower: 0.15254639214166446,
        upper: 0.16869072126039739,
      },
    },
  ],
};
