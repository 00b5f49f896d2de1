import type { LinearModel, Output } from '@ketame/pharmacometrics';
import { bySymbol, type ModelCard, type Parameter, rowsOf } from '../published.ts';
import { enantiomerShares, molarMasses } from '../substance.ts';
import { allometricParameters, allometricScales, weightCovariate } from './allometry.ts';

const row = rowsOf('Table 4', 'T2');

/** The table of Simons 2022 as printed: minutes, litres at 70 kg. */
const table: readonly Parameter[] = [
  row('F1', 0.263, '1', 'share of the film absorbed through the mucosa', {
    standardError: 0.012,
    betweenOccasions: 0.06,
  }),
  row('D1', 13.1, 'min', 'duration of input to the mucosa', { standardError: 1.0, betweenOccasions: 0.154 }),
  row('KA1', 0.04, '1/min', 'absorption from the mucosa', { standardError: 0.002, betweenOccasions: 0.062 }),
  row('F2', 1.16, '1', 'share of the film that is swallowed and metabolised in the liver', {
    standardError: 0.06,
    betweenOccasions: 0.057,
    note: 'F1 + F2 is 1.42: an artefact of the fixed 80 % to norketamine. The set describes the data; the two numbers mean nothing alone.',
  }),
  row('D2', 29.9, 'min', 'duration of input to the gut', { standardError: 3.5, betweenOccasions: 0.611 }),
  row('KA2', 0.049, '1/min', 'absorption from the gut', { standardError: 0.007, betweenOccasions: 0.376 }),
  row('MTTG', 10.7, 'min', 'mean transit time from gut to liver', {
    standardError: 1.7,
    betweenOccasions: 0.937,
  }),
  row('VK1', 11.6, 'L', 'central volume of S-ketamine', {
    standardError: 0.9,
    betweenPeople: 0.057,
    note: 'The central volume of S-norketamine, VN1, is the same number with the same deviate.',
  }),
  row('VK2', 39.0, 'L', 'first peripheral volume of S-ketamine', { standardError: 2.9 }),
  row('VK3', 174, 'L', 'second peripheral volume of S-ketamine', { standardError: 11 }),
  row('CL1', 1.48, 'L/min', 'clearance of S-ketamine', { standardError: 0.06, betweenPeople: 0.029 }),
  row('Q2', 2.43, 'L/min', 'distribution clearance to VK2', { standardError: 0.24 }),
  row('Q3', 1.21, 'L/min', 'distribution clearance to VK3', { standardError: 0.08, betweenPeople: 0.026 }),
  row('MTT_KN', 20.1, 'min', 'mean transit time from ketamine to norketamine, over two compartments', {
    standardError: 1.0,
    betweenPeople: 0.021,
    betweenOccasions: 0.751,
    note: 'To which row the between-occasion variance of 0.751 belongs is not certain.',
  }),
  row('fNK', 0.8, '1', 'share of ketamine that becomes norketamine', { row: 'Table 4, fixed' }),
  row('VN2', 221, 'L', 'peripheral volume of S-norketamine', { standardError: 13 }),
  row('CLN1', 1.0, 'L/min', 'clearance of S-norketamine', { standardError: 0.04, betweenPeople: 0.05 }),
  row('CLN2', 2.63, 'L/min', 'distribution clearance of S-norketamine', { standardError: 0.15 }),
  row('MTT_NH', 1.12, 'min', 'mean transit time from norketamine to hydroxynorketamine, over two', {
    standardError: 0.51,
  }),
  row('fHNK', 0.7, '1', 'share of norketamine that becomes hydroxynorketamine', { row: 'Table 4, fixed' }),
  row('VH1', 4.4, 'L', 'central volume of S-hydroxynorketamine', { standardError: 2.0, betweenPeople: 1.22 }),
  row('VH2', 87.5, 'L', 'peripheral volume of S-hydroxynorketamine', {
    standardError: 6.5,
    betweenOccasions: 0.152,
  }),
  row('CLH1', 0.933, 'L/min', 'clearance of S-hydroxynorketamine', {
    standardError: 0.068,
    betweenPeople: 0.103,
    betweenOccasions: 0.008,
  }),
  row('CLH2', 1.7, 'L/min', 'distribution clearance of S-hydroxynorketamine', {
    standardError: 0.25,
    betweenPeople: 0.287,
  }),
];

/** How far measured concentrations scatter about the individual curve. */
const residualError: readonly Parameter[] = [
  row('varK', 0.012, '1', 'proportional residual of S-ketamine, variance', {
    note: 'Printed as 0.012 beside 0.102 and 0.079 for the metabolites; read as a variance (SD 0.11). As a standard deviation it would be 1.2 %, which no assay reaches.',
  }),
  row('sdNK', 0.102, '1', 'proportional residual of S-norketamine'),
  row('addNK', 0.058, 'nmol/mL', 'additive residual of S-norketamine'),
  row('sdHNK', 0.079, '1', 'proportional residual of S-hydroxynorketamine'),
  row('addHNK', 0.02, 'nmol/mL', 'additive residual of S-hydroxynorketamine'),
];

/** R-ketamine goes through the same model with this clearance ratio. */
const ratioR: Parameter = {
  symbol: 'ratioR',
  meaning: 'clearance of R-ketamine over that of S-ketamine; everything else the same, parent only',
  value: 0.87,
  unit: '1',
  row: 'fits R-ketamine of Kamp 2020; Hasan 2021 gives 0.94 (1530/1620 mL/min), Henthorn 2018 0.81-0.89',
  status: 'D',
  note: 'Range 0.81-0.94.',
};

/** M1: ketamine, norketamine and hydroxynorketamine in arterial plasma, by vein or by a film in the mouth. */
export const simons2022: ModelCard = {
  name: 'simons-2022',
  alias: 'M1',
  version: '1',
  title: 'S-ketamine and its metabolites, by vein or as a film in the mouth',
  sources: [
    {
      citation: 'Simons P et al. Front Pain Res 2022;3:946486 (part 1)',
      doi: '10.3389/fpain.2022.946486',
    },
  ],
  status: 'T2',
  drugs: ['S-ketamine', 'racemic ketamine'],
  analytes: ['S-ketamine', 'S-norketamine', 'S-hydroxynorketamine', 'R-ketamine', 'racemic ketamine'],
  people: 'adults',
  samplingSite: 'arterial',
  siteNote: 'radial artery',
  population: {
    description: '20 healthy volunteers (10 women), mean 24 years and 73 kg',
    n: 20,
    ageYears: [19, 32],
    weightKg: [53, 93],
    source: 'Simons P, thesis, Leiden 2024, chapter 3',
  },
  parameters: [...table, ratioR, ...residualError],
  errata: [
    'A film enters 1.42 times its dose (F1 + F2 = 0.263 + 1.16): an artefact of the fixed 80 % to norketamine, kept because the set of numbers belongs together.',
    'The residual of S-ketamine is printed as 0.012 and read as a variance.',
  ],
  assumptions: [
    'The table is "at 70 kg" and prints no exponents: clearances are scaled by weight to the power 0.75 and volumes to the power 1; rates and transit times are not scaled.',
    'R-ketamine: the same disposition with 0.87 times the clearance (0.81-0.94), parent only; no metabolite of R is described.',
    'Doses are of the base: the film of 57.7 mg hydrochloride holds 50 mg.',
  ],
  limits: [
    'Made from single doses followed for 2 hours after the infusion and 6 hours after the film: the tail over days is carried by M2 instead.',
    'S-norketamine comes out 21-25 % low on Kamp 2020.',
    'Nothing of the swallowed part of a film reaches the blood as ketamine in this model.',
    'Young healthy volunteers: no covariate of age, liver or other drugs.',
    'Films of S-ketamine only; of a racemic film nothing is known.',
  ],
};

/** Three compartments of ketamine; the clearance of the central one is added by each enantiomer. */
const distribution = (central: string, near: string, deep: string) => [
  { from: central, to: near, rate: 'Q2 * flowScale / (VK1 * volumeScale)' },
  { from: near, to: central, rate: 'Q2 * flowScale / (VK2 * volumeScale)' },
  { from: central, to: deep, rate: 'Q3 * flowScale / (VK1 * volumeScale)' },
  { from: deep, to: central, rate: 'Q3 * flowScale / (VK3 * volumeScale)' },
];

const parentS = [
  ...distribution('K1', 'K2', 'K3'),
  { from: 'K1', rate: 'CL1 * flowScale / (VK1 * volumeScale)' },
];
const parentR = [
  ...distribution('R1', 'R2', 'R3'),
  { from: 'R1', rate: 'ratioR * CL1 * flowScale / (VK1 * volumeScale)' },
];
const outputS: Output = { compartment: 'K1', volume: 'VK1 * volumeScale', unit: 'ng/mL' };
const outputsR: Record<string, Output> = {
  'R-ketamine': { compartment: 'R1', volume: 'VK1 * volumeScale', unit: 'ng/mL' },
  'racemic ketamine': { sumOf: ['S-ketamine', 'R-ketamine'], unit: 'ng/mL' },
};

/** M1 for S-ketamine. Amounts in mg of S-ketamine equivalents; metabolites leave as their own mass. */
export const simons2022S: LinearModel<Parameter> = {
  name: simons2022.name,
  covariates: weightCovariate,
  parameters: { ...bySymbol(table), ...molarMasses, ...allometricParameters },
  individual: {
    ...allometricScales,
    kM: { expression: '2 / MTT_KN', unit: '1/min' },
    kH: { expression: '2 / MTT_NH', unit: '1/min' },
  },
  compartments: [
    ...['mucosa', 'gut', 'liver', 'K1', 'K2', 'K3'],
    ...['toNK1', 'toNK2', 'NK1', 'NK2', 'toHNK1', 'toHNK2', 'HNK1', 'HNK2'],
  ],
  flows: [
    { from: 'mucosa', to: 'K1', rate: 'KA1' },
    { from: 'gut', to: 'liver', rate: 'KA2' },
    { from: 'liver', to: 'toNK1', rate: '1 / MTTG' },
    ...distribution('K1', 'K2', 'K3'),
    { from: 'K1', to: 'toNK1', rate: 'CL1 * flowScale / (VK1 * volumeScale)' },
    { from: 'toNK1', to: 'toNK2', rate: 'kM' },
    { from: 'toNK2', to: 'NK1', rate: 'fNK * kM' },
    { from: 'toNK2', rate: '(1 - fNK) * kM' },
    { from: 'NK1', to: 'NK2', rate: 'CLN2 * flowScale / (VK1 * volumeScale)' },
    { from: 'NK2', to: 'NK1', rate: 'CLN2 * flowScale / (VN2 * volumeScale)' },
    { from: 'NK1', to: 'toHNK1', rate: 'CLN1 * flowScale / (VK1 * volumeScale)' },
    { from: 'toHNK1', to: 'toHNK2', rate: 'kH' },
    { from: 'toHNK2', to: 'HNK1', rate: 'fHNK * kH' },
    { from: 'toHNK2', rate: '(1 - fHNK) * kH' },
    { from: 'HNK1', to: 'HNK2', rate: 'CLH2 * flowScale / (VH1 * volumeScale)' },
    { from: 'HNK2', to: 'HNK1', rate: 'CLH2 * flowScale / (VH2 * volumeScale)' },
    { from: 'HNK1', rate: 'CLH1 * flowScale / (VH1 * volumeScale)' },
  ],
  inputs: {
    iv: [{ into: 'K1' }],
    film: [
      { into: 'mucosa', bioavailability: 'F1', duration: 'D1' },
      { into: 'gut', bioavailability: 'F2', duration: 'D2' },
    ],
  },
  outputs: {
    'S-ketamine': outputS,
    'S-norketamine': {
      compartment: 'NK1',
      volume: 'VK1 * volumeScale',
      times: 'massNK / massK',
      unit: 'ng/mL',
    },
    'S-hydroxynorketamine': {
      compartment: 'HNK1',
      volume: 'VH1 * volumeScale',
      times: 'massHNK / massK',
      unit: 'ng/mL',
    },
  },
};

const racemate = enantiomerShares['racemic ketamine'];
const share = rowsOf('a racemate is half and half by definition', 'T');

/** M1 for the racemate: half the dose as S, half as R, side by side. By vein only. */
export const simons2022Racemate: LinearModel<Parameter> = {
  ...simons2022S,
  parameters: {
    ...simons2022S.parameters,
    ratioR,
    shareS: share('shareS', racemate.S, '1', 'share of S-ketamine in the racemate'),
    shareR: share('shareR', racemate.R, '1', 'share of R-ketamine in the racemate'),
  },
  compartments: [...simons2022S.compartments, 'R1', 'R2', 'R3'],
  flows: [...simons2022S.flows, ...parentR],
  inputs: {
    iv: [
      { into: 'K1', bioavailability: 'shareS' },
      { into: 'R1', bioavailability: 'shareR' },
    ],
  },
  outputs: {
    ...simons2022S.outputs,
    ...outputsR,
  },
};

/** M1 without metabolites, for what needs the parent alone: the same S-ketamine with fewer states. */
export const simons2022ParentS: LinearModel<Parameter> = {
  ...simons2022S,
  individual: allometricScales,
  compartments: ['mucosa', 'K1', 'K2', 'K3'],
  flows: [{ from: 'mucosa', to: 'K1', rate: 'KA1' }, ...parentS],
  inputs: {
    iv: [{ into: 'K1' }],
    film: [{ into: 'mucosa', bioavailability: 'F1', duration: 'D1' }],
  },
  outputs: { 'S-ketamine': outputS },
};

/** M1 of the racemate without metabolites. */
export const simons2022ParentRacemate: LinearModel<Parameter> = {
  ...simons2022Racemate,
  individual: allometricScales,
  compartments: ['K1', 'K2', 'K3', 'R1', 'R2', 'R3'],
  flows: [...parentS, ...parentR],
  outputs: { 'S-ketamine': outputS, ...outputsR },
};
