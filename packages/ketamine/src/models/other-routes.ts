import type { Flow, InputTarget, LinearModel } from '@ketame/pharmacometrics';
import { bySymbol, type ModelCard, type Parameter, rowsOf } from '../published.ts';
import type { Drug } from '../regimen.ts';
import {
  simons2022,
  simons2022ParentRacemate,
  simons2022ParentS,
  simons2022Racemate,
  simons2022S,
} from './simons-2022.ts';

const ashraf = rowsOf('Ashraf 2018 (M5), Table 2', 'T2');
const perezRuixo = rowsOf('Perez-Ruixo 2021 (M6), Table 3', 'T2');
const chong = rowsOf('Chong 2006: 6 patients with neuropathic pain, 25 mg', 'A');
const spray = rowsOf('Pharmacotherapy 2022;42:298-310, Table 6: 30 mg', 'T');
const fitted = rowsOf('fitted here', 'D');

/** Absorption of S-ketamine by mouth and nose. */
const tableS: readonly Parameter[] = [
  ashraf('ForalS', 0.13, '1', 'share of an oral dose that becomes ketamine in blood', {
    row: 'what passes gut and liver of Ashraf 2018 (M5) at 70 kg',
    status: 'D',
    note: 'Published values differ and are not averaged: 0.08 (Fanta 2015), 0.13 (Ashraf 2018), 0.18 (Perez-Ruixo 2021).',
  }),
  ashraf('NoralS', 0.48, '1', 'share of an oral dose that becomes norketamine on its first passage', {
    row: 'gut and liver of Ashraf 2018 (M5) at 70 kg',
    status: 'D',
  }),
  ashraf('kaOralS', 1.76, '1/h', 'absorption of an oral dose'),
  perezRuixo('FnasalS', 0.54, '1', 'share of the first nasal device of 28 mg that passes the nose'),
  perezRuixo('FlaterS', 0.335, '1', 'the same of each later device', {
    row: 'Table 3: 0.54 × 0.62',
    status: 'D',
  }),
  perezRuixo('kaNasalS', 2.93, '1/h', 'absorption through the nose'),
  perezRuixo('FswallowedS', 0.178, '1', 'share of what is swallowed that becomes ketamine in blood', {
    row: 'Table 3: 0.64 past the gut, of which the liver takes 0.72',
    status: 'D',
  }),
  perezRuixo('NswallowedS', 0.33, '1', 'share of what is swallowed that becomes norketamine at once', {
    row: 'Table 3: 0.64 × 0.72 × 0.71',
    status: 'D',
  }),
  perezRuixo('kaSwallowedS', 1.45, '1/h', 'absorption of what is swallowed'),
  perezRuixo('DswallowedS', 0.53, 'h', 'duration of swallowing'),
];

/** Absorption of the racemate. */
const tableRacemate: readonly Parameter[] = [
  chong('Foral', 0.23, '1', 'share of an oral dose that becomes ketamine in blood', {
    note: '± 0.09. Others: 0.20 (Yanagihara 2003, 3 people), about 0.17 (Clements 1982).',
  }),
  chong('Noral', 0.36, '1', 'share of an oral dose that becomes norketamine on its first passage', {
    row: 'Chong 2006: 0.59 with norketamine, less the 0.23 without',
    status: 'D',
  }),
  fitted('kaOral', 1.155, '1/h', 'absorption of an oral dose', {
    row: 'fitted here to the peak of 22.8 ng/mL after 25 mg (Chong 2006)',
    note: 'The peak then falls at 21 min; it was seen at 58 min. No first-order rate on this disposition gives both.',
  }),
  chong('Fsublingual', 0.32, '1', 'share of a sublingual dose that becomes ketamine in blood', {
    note: '± 0.17. Others: 0.29 (Rolan 2014, wafer, 8 people), 0.30 (Yanagihara 2003, tablet, 3 people).',
  }),
  chong('Nsublingual', 0.22, '1', 'share of a sublingual dose that becomes norketamine at once', {
    row: 'Chong 2006: 0.54 with norketamine, less the 0.32 without',
    status: 'D',
  }),
  fitted('kaSublingual', 0.996, '1/h', 'absorption of a sublingual dose', {
    row: 'fitted here to the peak of 28.6 ng/mL after 25 mg (Chong 2006)',
    note: 'The peak then falls at 25 min, inside the 15 to 60 min of Rolan 2014; Chong 2006 saw it at 46 min.',
  }),
  spray('Fnasal', 0.13, '1', 'share of a nasal dose of 30 mg that becomes ketamine in blood', {
    note: 'It falls with the dose: 0.17 at 10 mg, 0.11 at 50 mg. Yanagihara 2003 gives 0.45 after 25 mg (3 people): a conflict, not averaged.',
  }),
  spray('Dnasal', 14, 'min', 'duration of input through the nose', {
    row: 'Table 6: the peak after 30 mg, at 14 min, taken as the end of the input',
    status: 'D',
  }),
  fitted('kaNasal', 60, '1/h', 'passage from the nose, so fast that the duration alone shapes the rise', {
    row: 'no source gives it',
    status: 'ours',
  }),
  rowsOf('Clements 1982, as quoted in secondary sources', 'A2nd')(
    'Fmuscle',
    0.93,
    '1',
    'share of an intramuscular dose that becomes ketamine in blood',
  ),
  fitted('kaMuscle', 1.427, '1/h', 'absorption from muscle', {
    row: 'fitted here to a peak at 15 min, the later end of the 5 to 15 min of secondary sources',
    note: 'Gives 142 ng/mL at 30 min after 0.5 mg/kg, measured 147 (injured patients, Anaesthesist 1984;33:272-5); after 1 mg/kg 301 at 15 min, measured 474.',
  }),
  rowsOf('Yanagihara 2003: 3 volunteers, 50 mg', 'A')(
    'Frectal',
    0.3,
    '1',
    'share of a rectal dose that becomes ketamine in blood',
    { note: '0.25 in children (Malinovsky 1996).' },
  ),
  fitted('kaRectal', 0.607, '1/h', 'absorption from the rectum', {
    row: 'fitted here to a peak at 42 min, which was measured in children (Malinovsky 1996)',
  }),
];

/** What leaves a depot at a first-order rate: to ketamine, to norketamine, and the rest that never reaches the blood. */
interface Depot {
  readonly name: string;
  readonly rate: string;
  readonly toKetamine: string;
  readonly toNorketamine: string | null;
}

interface Absorption {
  readonly table: readonly Parameter[];
  readonly depots: readonly Depot[];
  readonly inputs: Readonly<Record<string, readonly InputTarget[]>>;
}

const depot = (name: string, rate: string, toKetamine: string, toNorketamine: string | null): Depot => ({
  name,
  rate,
  toKetamine,
  toNorketamine,
});
const device = (share: string): InputTarget[] => [
  { into: 'nose', bioavailability: share },
  { into: 'swallowed', bioavailability: `1 - ${share}`, duration: 'DswallowedS' },
];

const absorptions: Readonly<Record<Drug, Absorption>> = {
  'S-ketamine': {
    table: tableS,
    depots: [
      depot('gutOral', 'kaOralS', 'ForalS', 'NoralS'),
      depot('nose', 'kaNasalS', '1', null),
      depot('swallowed', 'kaSwallowedS', 'FswallowedS', 'NswallowedS'),
    ],
    inputs: {
      oral: [{ into: 'gutOral' }],
      nasal: device('FnasalS'),
      'nasal, later device': device('FlaterS'),
    },
  },
  'racemic ketamine': {
    table: tableRacemate,
    depots: [
      depot('gutOral', 'kaOral', 'Foral', 'Noral'),
      depot('underTongue', 'kaSublingual', 'Fsublingual', 'Nsublingual'),
      depot('nose', 'kaNasal', 'Fnasal', null),
      depot('muscle', 'kaMuscle', 'Fmuscle', null),
      depot('rectum', 'kaRectal', 'Frectal', null),
    ],
    inputs: {
      oral: [{ into: 'gutOral' }],
      sublingual: [{ into: 'underTongue' }],
      nasal: [{ into: 'nose', duration: 'Dnasal' }],
      intramuscular: [{ into: 'muscle' }],
      rectal: [{ into: 'rectum' }],
    },
  },
};

/** M1 with the absorption by further routes: by mouth, under the tongue, through nose, muscle and rectum. */
export const otherRoutes: ModelCard = {
  ...simons2022,
  name: 'other-routes',
  alias: 'M1-routes',
  version: '1',
  title: 'M1 with absorption by mouth, under the tongue, through nose, muscle and rectum',
  sources: [
    ...simons2022.sources,
    { citation: 'Ashraf MW et al. 2018 (oral S-ketamine)', doi: '10.1002/psp4.12346' },
    {
      citation: 'Perez-Ruixo C et al. 2021 (nasal devices of S-ketamine)',
      doi: '10.1007/s40262-020-00953-4',
    },
    {
      citation: 'Chong C et al. 2006, as given by ketamine.com (oral and sublingual racemate)',
      url: 'https://www.ketamine.com/bioavailability.html',
    },
    { citation: 'Pharmacotherapy 2022;42:298-310 (nasal racemate)', doi: '10.1002/phar.2669' },
    { citation: 'Clements JA et al. 1982, as quoted in secondary sources (intramuscular racemate)' },
    { citation: 'Anaesthesist 1984;33:272-5 (intramuscular racemate, concentrations)' },
    { citation: 'Yanagihara Y et al. 2003 (rectal racemate)', doi: '10.1002/bdd.336' },
    { citation: 'Malinovsky JM et al. Br J Anaesth 1996;77:203-7 (rectal)', doi: '10.1093/bja/77.2.203' },
  ],
  status: 'D',
  siteNote: 'that of the disposition; the absorption studies drew venous blood or do not say',
  population: {
    ...simons2022.population,
    description:
      'disposition: 20 healthy volunteers; absorption: other people, named at each number, 3 to 820 of them',
  },
  parameters: [...simons2022.parameters, ...tableS, ...tableRacemate],
  assumptions: [
    ...simons2022.assumptions,
    'Absorption measured in some people is put before the disposition of others: no study measured the two together.',
    'Both halves of a racemate are absorbed alike.',
    'Norketamine of the first passage is counted where a number exists (by mouth and under the tongue); through nose, muscle and rectum norketamine is what follows from ketamine, and so a lower bound.',
  ],
  limits: [
    'A derived model: every curve by these routes is an extrapolation.',
    'On this arterial disposition a nasal device of S-ketamine peaks at 120 ng/mL with an area of 195 ng h/mL; M6, made from the measured concentrations, has 44 and 147.',
    'Absorption is that of the typical person; its spread is not drawn.',
    'Nasal racemate: right at 30 mg; less of 50 mg and more of 10 mg is absorbed.',
    ...simons2022.limits.slice(0, 2),
  ],
};

/** Where ketamine enters the blood, and which share of the absorbed is that enantiomer: an expression. */
interface Entry {
  readonly into: string;
  readonly share: string;
}

function withRoutes(
  model: LinearModel<Parameter>,
  drug: Drug,
  entries: readonly Entry[],
  norketamine: Entry | null,
): LinearModel<Parameter> {
  const { table, depots, inputs } = absorptions[drug];
  const flows = depots.flatMap(({ name, rate, toKetamine, toNorketamine }): Flow[] => {
    const parts = [
      ...entries.map(({ into, share }) => ({ into, share: `${share} * ${toKetamine}` })),
      ...(norketamine === null || toNorketamine === null
        ? []
        : [{ into: norketamine.into, share: `${norketamine.share} * ${toNorketamine}` }]),
    ];
    return [
      ...parts.map(({ into, share }) => ({ from: name, to: into, rate: `${rate} * ${share}` })),
      { from: name, rate: `${rate} * (1 - (${parts.map(({ share }) => share).join(' + ')}))` },
    ];
  });
  return {
    ...model,
    name: otherRoutes.name,
    parameters: { ...model.parameters, ...bySymbol(table) },
    compartments: [...model.compartments, ...depots.map(({ name }) => name)],
    flows: [...model.flows, ...flows],
    inputs: { ...model.inputs, ...inputs },
  };
}

const onlyS: readonly Entry[] = [{ into: 'K1', share: '1' }];
const halves: readonly Entry[] = [
  { into: 'K1', share: 'shareS' },
  { into: 'R1', share: 'shareR' },
];

/** As equations, with metabolites. */
export const otherRoutesModels: Readonly<Record<Drug, LinearModel<Parameter>>> = {
  'S-ketamine': withRoutes(simons2022S, 'S-ketamine', onlyS, { into: 'NK1', share: '1' }),
  'racemic ketamine': withRoutes(simons2022Racemate, 'racemic ketamine', halves, {
    into: 'NK1',
    share: 'shareS',
  }),
};

/** The same without metabolites. */
export const otherRoutesParents: Readonly<Record<Drug, LinearModel<Parameter>>> = {
  'S-ketamine': withRoutes(simons2022ParentS, 'S-ketamine', onlyS, null),
  'racemic ketamine': withRoutes(simons2022ParentRacemate, 'racemic ketamine', halves, null),
};

/** S-ketamine alone, for doses that are already the S half of a racemate. */
export const otherRoutesOfS: Readonly<Record<Drug, LinearModel<Parameter>>> = {
  'S-ketamine': otherRoutesParents['S-ketamine'],
  'racemic ketamine': withRoutes(simons2022ParentS, 'racemic ketamine', onlyS, null),
};
