import type { Basis } from '../protocol/criterion.ts';
import type { CutOff, Instrument, Score, SingleItem } from './instrument.ts';

/**
 * Questionnaires of others. None of their words are shipped: a form in other words would be another form, so each is
 * filled in on its own form, and its scores are entered from there.
 */

const study = (source: string): Basis => ({ source, status: 'trial' });

/** Ascending or descending bands of one score. */
const bands = (
  basis: Basis,
  read: 'read' | 'to be checked',
  worse: CutOff['worse'],
  words: readonly (readonly [number, string, CutOff['sex']?])[],
  score = 'total',
): CutOff[] =>
  words.map(([from, word, sex]) => ({
    score,
    worse,
    from,
    word,
    ...basis,
    ...(sex !== undefined && { sex }),
    ...(read === 'to be checked' && { toBeChecked: true as const }),
  }));

const total = (greatest: number, least = 0): readonly [Score] => [
  { id: 'total', title: 'Total', least, greatest },
];

const form = (
  about: Omit<Instrument, 'version' | 'own' | 'items' | 'singleItems' | 'cutOffs' | 'importantChange'> &
    Partial<Pick<Instrument, 'singleItems' | 'cutOffs' | 'importantChange'>>,
): Instrument => ({
  version: 1,
  own: false,
  items: [],
  singleItems: [],
  cutOffs: [],
  importantChange: null,
  ...about,
});

const phq9 = study('Kroenke K et al., J Gen Intern Med 2001;16:606-613 (PHQ-9)');
const gad7 = study('Spitzer RL et al., Arch Intern Med 2006;166:1092-1097 (GAD-7)');
const auditC = study('Bush K et al., Arch Intern Med 1998;158:1789-1795 (AUDIT-C)');
const bpi = study('Dworkin RH et al., J Pain 2008;9:105-121 (IMMPACT, important changes)');
const rtf = study('Deyo RA et al., J Pain 2014;15:569-585 (NIH task force on low back pain)');
const moca = study('Nasreddine ZS et al., J Am Geriatr Soc 2005;53:695-699 (MoCA)');
const hvlt = study('Benedict RHB et al., Clin Neuropsychol 1998;12:43-55 (HVLT-R)');
const ipss = study('Barry MJ et al., J Urol 1992;148:1549-1557 (AUA symptom index)');
const oLeary = study("O'Leary MP et al., Urology 1997;49(5A):58-63 (interstitial cystitis indices)");
const bpic = study('Humphrey L et al., Eur Urol 2012;61:271-279 (BPIC-SS)');
const dast = study('Skinner HA, Addict Behav 1982;7:363-371 (DAST)');
const comm = study('Butler SF et al., Pain 2007;130:144-156 (COMM)');

const thoughtsOfDeath: SingleItem = {
  id: 'item9',
  text: 'Item 9 (thoughts of death or self-harm)',
  least: 0,
  greatest: 3,
  inTotal: true,
  alarm: { from: 1, pathway: 'suicide' },
};

const publicDomain = 'Public domain; its words are not repeated here';

export const publishedInstruments: readonly Instrument[] = [
  form({
    id: 'phq-9',
    title: 'PHQ-9',
    about: 'Depression in the last two weeks.',
    licence: publicDomain,
    scores: total(27),
    singleItems: [thoughtsOfDeath],
    cutOffs: bands(phq9, 'read', 'above', [
      [5, 'mild'],
      [10, 'moderate'],
      [15, 'moderately severe'],
      [20, 'severe'],
    ]),
    importantChange: { value: 5, ...phq9, toBeChecked: true },
  }),
  form({
    id: 'gad-7',
    title: 'GAD-7',
    about: 'Anxiety in the last two weeks.',
    licence: publicDomain,
    scores: total(21),
    cutOffs: bands(gad7, 'read', 'above', [
      [5, 'mild'],
      [10, 'moderate'],
      [15, 'severe'],
    ]),
  }),
  form({
    id: 'audit-c',
    title: 'AUDIT-C',
    about: 'Alcohol.',
    licence: publicDomain,
    scores: total(12),
    cutOffs: bands(auditC, 'to be checked', 'above', [
      [3, 'hazardous drinking possible', 'female'],
      [4, 'hazardous drinking possible', 'male'],
    ]),
  }),
  form({
    id: 'bpi-interference',
    title: 'Brief Pain Inventory, short form',
    about: 'Severity of pain and what it interferes with.',
    licence: 'MD Anderson Cancer Center, by permission',
    scores: [
      { id: 'total', title: 'Interference, mean of 7', least: 0, greatest: 10, fractions: true },
      { id: 'severity', title: 'Severity, mean of 4', least: 0, greatest: 10, fractions: true },
    ],
    importantChange: { value: 1, ...bpi },
  }),
  form({
    id: 'rtf-impact',
    title: 'NIH impact score',
    about: 'Impact of chronic low back pain, 9 answers.',
    licence: 'NIH task force; its words are not repeated here',
    scores: total(50, 8),
    cutOffs: bands(rtf, 'to be checked', 'above', [
      [8, 'mild'],
      [28, 'moderate'],
      [35, 'severe'],
    ]),
  }),
  form({
    id: 'moca',
    title: 'MoCA',
    about: 'Cognition, by a certified rater on paper.',
    licence: 'MoCA Clinic and Institute: certified users; electronic versions are prohibited',
    scores: total(30),
    cutOffs: bands(moca, 'read', 'below', [[25, 'below normal']]),
    importantChange: { value: 4, ...moca, toBeChecked: true },
  }),
  form({
    id: 'hvlt-r',
    title: 'HVLT-R',
    about: 'Verbal memory, T scores.',
    licence: 'PAR, commercial',
    scores: [
      { id: 'total', title: 'Delayed recall, T', least: 0, greatest: 100 },
      { id: 'learning', title: 'Total recall, T', least: 0, greatest: 100 },
    ],
    cutOffs: bands(hvlt, 'to be checked', 'below', [[39, 'low']]),
  }),
  form({
    id: 'ipss',
    title: 'IPSS',
    about: 'Symptoms of the lower urinary tract.',
    licence: 'American Urological Association; Mapi outside the United States',
    scores: total(35),
    singleItems: [
      { id: 'qualityOfLife', text: 'Quality of life, 0 to 6', least: 0, greatest: 6, inTotal: false },
    ],
    cutOffs: bands(ipss, 'to be checked', 'above', [
      [0, 'mild'],
      [8, 'moderate'],
      [20, 'severe'],
    ]),
  }),
  form({
    id: 'icsi',
    title: 'ICSI and ICPI',
    about: 'Symptoms and problems of a painful bladder.',
    licence: 'By permission of the authors',
    scores: [
      { id: 'total', title: 'Symptom index', least: 0, greatest: 20 },
      { id: 'problems', title: 'Problem index', least: 0, greatest: 16 },
    ],
    cutOffs: [
      ...bands(oLeary, 'to be checked', 'above', [[6, 'suspect']]),
      ...bands(oLeary, 'to be checked', 'above', [[6, 'suspect']], 'problems'),
    ],
    importantChange: { value: 4, ...oLeary, toBeChecked: true },
  }),
  form({
    id: 'bpic-ss',
    title: 'BPIC-SS',
    about: 'Bladder pain, 8 answers.',
    licence: 'Astellas and Mapi, by permission',
    scores: total(38),
    cutOffs: bands(bpic, 'to be checked', 'above', [[19, 'bladder pain likely']]),
  }),
  form({
    id: 'dast-10',
    title: 'DAST-10',
    about: 'Drugs other than alcohol.',
    licence: 'Free for clinics that credit Skinner and CAMH; not for sale',
    scores: total(10),
    cutOffs: bands(dast, 'to be checked', 'above', [
      [1, 'low'],
      [3, 'moderate'],
      [6, 'substantial'],
      [9, 'severe'],
    ]),
  }),
  form({
    id: 'comm',
    title: 'COMM',
    about: 'Misuse of opioids in the last month.',
    licence: 'Inflexxion; an electronic form needs a licence',
    scores: total(68),
    cutOffs: bands(comm, 'to be checked', 'above', [[9, 'misuse possible']]),
  }),
];
