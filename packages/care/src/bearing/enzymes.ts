import type { EntryMatch, EntryRule, RuleStatus } from './bearing.ts';

/** A change of S-ketamine exposure that was measured beside another drug: ratio of areas under the curve, with / without. */
export interface MeasuredInteraction {
  readonly route: 'intravenous' | 'oral' | 'nasal';
  readonly ratio: number;
  readonly source: string;
  /** `trial`: read in the paper's abstract; `label`: on the label of nasal esketamine. */
  readonly status: Extract<RuleStatus, 'trial' | 'label'>;
}

/** A drug, herb or food that changes the enzymes which clear ketamine (CYP2B6, CYP3A4). */
export interface EnzymeDrug {
  readonly id: string;
  readonly name: string;
  readonly action: 'inhibitor' | 'inducer';
  readonly enzymes: string;
  readonly match: EntryMatch;
  readonly measured: readonly MeasuredInteraction[];
  /** What else the studies found, one sentence. */
  readonly also?: string;
}

const noppers2011 = 'Noppers I et al., Anesthesiology 2011;114:1435-1445';
const hagelberg2010 = 'Hagelberg NM et al., Eur J Pain 2010, doi:10.1016/j.ejpain.2009.10.003';
const peltoniemiGrapefruit = 'Peltoniemi MA et al., Eur J Clin Pharmacol 2012, doi:10.1007/s00228-012-1214-9';
const peltoniemiTiclopidine = 'Peltoniemi MA et al., Clin Pharmacol Ther 2011, doi:10.1038/clpt.2011.140';
const peltoniemiRifampicin =
  'Peltoniemi MA et al., Basic Clin Pharmacol Toxicol 2012, doi:10.1111/j.1742-7843.2012.00908.x';
const peltoniemiWort =
  'Peltoniemi MA et al., Fundam Clin Pharmacol 2012, doi:10.1111/j.1472-8206.2011.00954.x';
const label = 'label of nasal esketamine (Spravato)';

export const enzymeDrugs: readonly EnzymeDrug[] = [
  {
    id: 'clarithromycin',
    name: 'Clarithromycin',
    action: 'inhibitor',
    enzymes: 'CYP3A4',
    match: { rxnorm: ['21212'], atc: ['J01FA09'], words: /\bclarithromycin/i },
    measured: [{ route: 'oral', ratio: 2.6, source: hagelberg2010, status: 'trial' }],
  },
  {
    id: 'grapefruit',
    name: 'Grapefruit juice',
    action: 'inhibitor',
    enzymes: 'CYP3A4 of the gut',
    match: { words: /\bgrapefruit/i },
    measured: [{ route: 'oral', ratio: 3.0, source: peltoniemiGrapefruit, status: 'trial' }],
  },
  {
    id: 'ticlopidine',
    name: 'Ticlopidine',
    action: 'inhibitor',
    enzymes: 'CYP2B6',
    match: { rxnorm: ['10594'], atc: ['B01AC05'], words: /\bticlopidin/i },
    measured: [
      { route: 'oral', ratio: 2.4, source: peltoniemiTiclopidine, status: 'trial' },
      { route: 'nasal', ratio: 1.29, source: label, status: 'label' },
    ],
  },
  {
    id: 'itraconazole',
    name: 'Itraconazole',
    action: 'inhibitor',
    enzymes: 'CYP3A4',
    match: { rxnorm: ['28031'], atc: ['J02AC02'], words: /\bitraconazol/i },
    measured: [{ route: 'oral', ratio: 1.0, source: peltoniemiTiclopidine, status: 'trial' }],
    also: 'This does not agree with clarithromycin and grapefruit juice, so effects through CYP3A4 are uncertain.',
  },
  {
    id: 'clopidogrel',
    name: 'Clopidogrel',
    action: 'inhibitor',
    enzymes: 'CYP2B6',
    match: { rxnorm: ['32968'], atc: ['B01AC04'], words: /\bclopidogrel/i },
    measured: [],
  },
  {
    id: 'other-cyp3a4-inhibitor',
    name: 'Other inhibitor of CYP3A4',
    action: 'inhibitor',
    enzymes: 'CYP3A4',
    match: {
      rxnorm: ['6135', '121243', '85762', '4053'],
      atc: [
        'J02AB02',
        'J02AC03',
        'J02AC04',
        'J02AC05',
        'J01FA01',
        'J01FA15',
        'J05AE',
        'J05AP53',
        'V03AX03',
        'C08DA01',
        'C08DB01',
      ],
      words:
        /\b(ketoconazol|voriconazol|posaconazol|isavuconazol|erythromycin|telithromycin|ritonavir|cobicistat|nefazodon|verapamil|diltiazem|saquinavir|indinavir|nelfinavir|atazanavir|darunavir)/i,
    },
    measured: [],
  },
  {
    id: 'rifampicin',
    name: 'Rifampicin',
    action: 'inducer',
    enzymes: 'CYP2B6 and CYP3A4',
    match: { rxnorm: ['9384'], atc: ['J04AB02', 'J04AM02', 'J04AM05'], words: /\b(rifampicin|rifampin)\b/i },
    measured: [
      { route: 'intravenous', ratio: 0.86, source: peltoniemiRifampicin, status: 'trial' },
      { route: 'intravenous', ratio: 0.9, source: noppers2011, status: 'trial' },
      { route: 'oral', ratio: 0.14, source: peltoniemiRifampicin, status: 'trial' },
    ],
    also: 'Norketamine fell to half.',
  },
  {
    id: 'st-johns-wort',
    name: "St John's wort",
    action: 'inducer',
    enzymes: 'CYP3A4 and CYP2B6',
    match: {
      rxnorm: ['258326'],
      atc: ['N06AP01', 'N06AX25'],
      words: /\b(st\.?|saint) john'?s'? wort|\bhypericum|\bhyperici/i,
    },
    measured: [{ route: 'oral', ratio: 0.42, source: peltoniemiWort, status: 'trial' }],
  },
  {
    id: 'other-inducer',
    name: 'Other inducer of CYP3A4 or CYP2B6',
    action: 'inducer',
    enzymes: 'CYP3A4 or CYP2B6',
    match: {
      rxnorm: ['2002', '8183', '8134', '195085'],
      atc: ['N03AA', 'N03AB', 'N03AF01', 'J04AB04', 'J05AG01', 'J05AG03', 'L02BB04', 'G01AX19'],
      words:
        /\b(carbamazepin|phenytoin|fosphenytoin|phenobarbital|phenobarbitone|primidon|rifabutin|rifapentin|efavirenz|nevirapin|enzalutamid|apalutamid|bosentan|modafinil)/i,
    },
    measured: [],
  },
];

/** One rule for each enzyme drug, its meaning made of the numbers above. */
export const enzymeRules: readonly EntryRule[] = enzymeDrugs.map((drug) => ({
  id: `enzyme-${drug.id}`,
  version: 1,
  title: `${drug.name}: ${drug.action} of ${drug.enzymes}`,
  applies: 'medication',
  severity: 'interaction',
  past: null,
  match: drug.match,
  meaning: meaningOf(drug),
  source:
    drug.measured.length > 0
      ? [...new Set(drug.measured.map((one) => one.source))].join('; ')
      : 'Enzymes of ketamine: Ashraf MW et al., CPT Pharmacometrics Syst Pharmacol 2018;7:687-697 (CYP2B6 about 63 % of the hepatic metabolism of S-ketamine)',
  status: drug.measured.length > 0 ? 'trial' : 'ours',
}));

function meaningOf(drug: EnzymeDrug): string {
  const direction = drug.action === 'inhibitor' ? 'raise' : 'lower';
  const sentences =
    drug.measured.length > 0
      ? [
          `Exposure to S-ketamine, with / without: ${drug.measured.map((one) => `${one.ratio} (${one.route})`).join(', ')}.`,
        ]
      : [`May ${direction} ketamine; how much has not been measured.`];
  if (drug.also !== undefined) sentences.push(drug.also);
  sentences.push(
    'Swallowed ketamine is affected far more than an infusion. The studio draws the effect where it was measured for the route of the regimen.',
  );
  return sentences.join(' ');
}
