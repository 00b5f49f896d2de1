import type { EntryRule } from './bearing.ts';
import { consensus2018, esketamineLabel, ketamineLabel, palliativeFormulary, review2014 } from './sources.ts';

/** Drugs that act together with ketamine, other than through the enzymes. */
export const medicationRules: readonly EntryRule[] = [
  {
    id: 'opioid',
    version: 1,
    title: 'Opioid',
    applies: 'medication',
    severity: 'interaction',
    past: 'information',
    match: {
      rxnorm: [
        '7804',
        '5489',
        '7052',
        '4337',
        '10689',
        '2670',
        '6813',
        '1819',
        '3423',
        '787390',
        '7814',
        '6754',
      ],
      atc: ['N02A', 'N07BC01', 'N07BC02', 'N07BC51', 'R05DA04'],
      words:
        /\b(oxycodon|hydrocodon|morphin|fentanyl|sufentanil|remifentanil|tramadol|codein|dihydrocodein|methadon|levomethadon|buprenorphin|hydromorphon|tapentadol|oxymorphon|meperidin|pethidin|levorphanol|nalbuphin|piritramid|tilidin|vicodin|percocet|oxycontin)/i,
      notWords: /naloxegol|apomorphin/i,
    },
    meaning:
      'Sedation and breathing: both drugs sedate. In volunteers S-ketamine counteracted the respiratory depression of remifentanil, which must not be relied on in a patient. Lowering the opioid dose may be an aim; plan it, since relief from ketamine ends.',
    source: `Jonkman K et al., Br J Anaesth 2018, doi:10.1016/j.bja.2018.02.021 (12 volunteers); ${esketamineLabel}`,
    status: 'trial',
  },
  {
    id: 'benzodiazepine',
    version: 1,
    title: 'Benzodiazepine or Z-drug',
    applies: 'medication',
    severity: 'interaction',
    past: null,
    match: {
      rxnorm: ['3322', '6470', '596', '2598', '6960', '10355'],
      atc: ['N05BA', 'N05CD', 'N05CF', 'N03AE'],
      words:
        /\b\w*(diazepam|azolam)\b|\b(lorazepam|clonazepam|temazepam|oxazepam|nitrazepam|bromazepam|flurazepam|clobazam|zolpidem|zopiclon|eszopiclon|zaleplon|valium|xanax)/i,
    },
    meaning:
      'More sedation, and possibly higher levels of ketamine (diazepam). Midazolam lowered dissociation during an infusion (10 points of CADSS, 95 % interval 3 to 17) and left the relief as it was.',
    source: `Trial of midazolam with ketamine 2 mg/kg (15 patients), PMC7572586; ${esketamineLabel}`,
    status: 'trial',
  },
  {
    id: 'sedative',
    version: 1,
    title: 'Other sedating drug',
    applies: 'medication',
    severity: 'interaction',
    past: null,
    match: {
      rxnorm: ['25480', '187832', '8134'],
      atc: ['N02BF', 'N03AX12', 'N03AX16', 'N05CA', 'N03AA', 'M03BX01', 'N05CM', 'N02CX02', 'C02AC01'],
      words:
        /\b(gabapentin|pregabalin|phenobarbital|baclofen|tizanidin|clonidin|dexmedetomidin|doxylamin|promethazin|carisoprodol)/i,
    },
    meaning:
      'More sedation and slower breathing are possible when the two are given together: watch for longer.',
    source: esketamineLabel,
    status: 'label',
  },
  {
    id: 'nmda-antagonist',
    version: 1,
    title: 'Another NMDA antagonist',
    applies: 'medication',
    severity: 'interaction',
    past: null,
    match: {
      rxnorm: ['6719', '620', '3289'],
      atc: ['N06DX01', 'N04BB01', 'R05DA09', 'N06DA52'],
      words: /\b(memantin|amantadin|dextromethorphan)/i,
    },
    meaning:
      'Acts on the same receptor as ketamine: confusion and psychotic effects may add up. The European label of memantine advises against giving the two together.',
    source: 'European product information of memantine, interactions',
    status: 'label',
  },
  {
    id: 'ketamine-now',
    version: 1,
    title: 'Ketamine or esketamine already',
    applies: 'medication',
    severity: 'caution',
    past: 'information',
    match: {
      rxnorm: ['6130', '2119365'],
      atc: ['N01AX03', 'N01AX14', 'N06AX27'],
      words: /\b(es)?ketamin|\bketalar|\bketanest|\bspravato/i,
    },
    meaning:
      'Doses add up. On re-exposure after 16 days, 3 of 6 patients had liver enzymes of 3 times the upper limit or more; the shorter the interval, the higher the risk. Ask for bladder symptoms, and look at the liver enzymes before the next course.',
    source: `Noppers IM et al., Pain 2011;152:2173-2178; ${review2014}`,
    status: 'trial',
  },
  {
    id: 'maoi',
    version: 1,
    title: 'Monoamine oxidase inhibitor',
    applies: 'medication',
    severity: 'interaction',
    past: null,
    match: {
      rxnorm: ['9639', '8123', '10734', '190376', '30121', '134748'],
      atc: ['N06AF', 'N06AG', 'N04BD', 'J01XX08'],
      words: /\b(phenelzin|tranylcypromin|isocarboxazid|moclobemid|selegilin|rasagilin|safinamid|linezolid)/i,
    },
    meaning: 'Blood pressure may rise more than from ketamine alone: measure it often.',
    source: esketamineLabel,
    status: 'label',
  },
  {
    id: 'stimulant',
    version: 1,
    title: 'Stimulant',
    applies: 'medication',
    severity: 'interaction',
    past: null,
    match: {
      rxnorm: ['6901', '725'],
      atc: ['N06BA'],
      words:
        /\b(methylphenidat|dexmethylphenidat|(dextro|lisdex)?amphetamin|(dex|lisdex)?amfetamin|modafinil|armodafinil|atomoxetin)/i,
    },
    meaning: 'Blood pressure may rise more than from ketamine alone: measure it often.',
    source: esketamineLabel,
    status: 'label',
  },
  {
    id: 'theophylline',
    version: 1,
    title: 'Theophylline or aminophylline',
    applies: 'medication',
    severity: 'interaction',
    past: null,
    match: {
      rxnorm: ['10438'],
      atc: ['R03DA04', 'R03DA05', 'R03DB04', 'R03DB05'],
      words: /\b(theophyllin|aminophyllin)/i,
    },
    meaning: 'Together with ketamine the seizure threshold may fall.',
    source: ketamineLabel,
    status: 'label',
  },
  {
    id: 'thyroid-hormone',
    version: 1,
    title: 'Thyroid hormone',
    applies: 'medication',
    severity: 'interaction',
    past: null,
    match: { rxnorm: ['10582'], atc: ['H03AA'], words: /\b(levothyroxin|thyroxin|liothyronin)/i },
    meaning:
      'High blood pressure and a fast heart have been described with ketamine under thyroid hormone: check that the dose is right.',
    source: ketamineLabel,
    status: 'label',
  },
  {
    id: 'antipsychotic',
    version: 1,
    title: 'Antipsychotic: ask what for',
    applies: 'medication',
    severity: 'information',
    past: 'information',
    match: {
      atc: ['N05AA', 'N05AB', 'N05AC', 'N05AD', 'N05AE', 'N05AF', 'N05AG', 'N05AH', 'N05AL', 'N05AX'],
      words:
        /\b(olanzapin|quetiapin|risperidon|paliperidon|aripiprazol|haloperidol|clozapin|ziprasidon|amisulprid|sulpirid|lurasidon|cariprazin|chlorpromazin|fluphenazin|flupentixol)/i,
    },
    meaning:
      'The record may not name the illness that it treats: ask about psychosis before ketamine is given.',
    source: `${consensus2018}; ${palliativeFormulary}`,
    status: 'ours',
  },
];

export const allergyRules: readonly EntryRule[] = [
  {
    id: 'ketamine-allergy',
    version: 1,
    title: 'Hypersensitivity to ketamine',
    applies: 'allergy',
    severity: 'exclusion',
    past: 'caution',
    match: {
      rxnorm: ['6130', '2119365'],
      atc: ['N01AX03', 'N01AX14', 'N06AX27'],
      words: /\b(es)?ketamin|\bketalar|\bketanest|\bspravato/i,
    },
    meaning: 'Ketamine and esketamine are contraindicated.',
    source: esketamineLabel,
    status: 'label',
  },
];
