import type { EntryRule } from './bearing.ts';
import { cochrane2025, consensus2018, nice2021, review2014 } from './sources.ts';

/** The pain for which ketamine is considered. Evidence for each is told beside the regimens; here is what was found. */
export const painRules: readonly EntryRule[] = [
  {
    id: 'pain-crps',
    version: 1,
    title: 'Complex regional pain syndrome',
    applies: 'condition',
    severity: 'information',
    past: 'information',
    match: {
      snomed: ['128200000'],
      icd10: ['G90.5', 'G56.4', 'G57.7', 'M89.0'],
      words:
        /complex regional pain|\bCRPS\b|algo(neuro)?dystroph|reflex sympathetic dystroph|sudeck|causalgia/i,
    },
    meaning:
      'The diagnosis with the most evidence: two small trials of multi-day infusion, with relief for up to 12 weeks. The consensus of 2018 calls the evidence moderate; Cochrane 2025 finds no clear benefit at any time, and NICE advises against starting ketamine for chronic primary pain, in which ICD-11 includes it.',
    source: `${consensus2018}; ${cochrane2025}; ${nice2021}`,
    status: 'guideline',
  },
  {
    id: 'pain-spinal-cord',
    version: 1,
    title: 'Spinal cord injury',
    applies: 'condition',
    severity: 'information',
    past: 'information',
    match: {
      snomed: ['90584004', '698754002'],
      icd10: ['G82', 'S14.0', 'S14.1', 'S24.0', 'S24.1', 'S34.0', 'S34.1', 'T91.3'],
      words:
        /spinal cord (injury|lesion)|lesion of (the )?spinal cord|injury of (the )?spinal cord|parapleg|tetrapleg|quadripleg/i,
    },
    meaning:
      'Pain after spinal cord injury: weak evidence of short-term relief. The one multi-day trial (5 h on 7 days) found relief until week 2 and none at week 4. High lesions also raise the blood pressure in fits (autonomic dysreflexia).',
    source: `${consensus2018}; ${review2014}`,
    status: 'guideline',
  },
  {
    id: 'pain-neuropathic',
    version: 1,
    title: 'Neuropathic pain',
    applies: 'condition',
    severity: 'information',
    past: 'information',
    match: {
      snomed: ['247398009', '230572002', '368581000119106', '31681005'],
      icd10: [
        'B02.2',
        'E10.4',
        'E11.4',
        'E13.4',
        'E14.4',
        'G50.0',
        'G53.0',
        'G54.6',
        'G62',
        'G63',
        'M54.1',
        'M79.2',
      ],
      words: /neuropath|neuralgi|phantom limb|radiculopath|radicular pain|sciatica|central pain/i,
      notWords: /optic neuropath|autonomic neuropath/i,
    },
    meaning:
      'Single infusions of 2 hours or less relieved neuropathic pain during the infusion only. The consensus of 2018 found weak evidence for short relief, and none beyond weeks outside complex regional pain syndrome.',
    source: `${consensus2018}; ${review2014}`,
    status: 'guideline',
  },
  {
    id: 'pain-fibromyalgia',
    version: 1,
    title: 'Fibromyalgia',
    applies: 'condition',
    severity: 'information',
    past: 'information',
    match: { snomed: ['203082005'], icd10: ['M79.7'], words: /fibromyalgi/i },
    meaning:
      'S-ketamine 0.5 mg/kg over 30 minutes relieved fibromyalgia during the infusion and not in the weeks after it. NICE advises against starting ketamine for chronic primary pain, of which this is one.',
    source: `Noppers I et al., Eur J Pain 2011;15:942-949; ${nice2021}`,
    status: 'trial',
  },
  {
    id: 'pain-migraine',
    version: 1,
    title: 'Migraine',
    applies: 'condition',
    severity: 'information',
    past: null,
    match: {
      snomed: ['37796009', '124171000119105'],
      icd10: ['G43'],
      words: /migrain/i,
    },
    meaning:
      'The consensus of 2018 found weak evidence or none: relief during the infusion, not in the weeks after it.',
    source: `${consensus2018}; ${review2014}`,
    status: 'guideline',
  },
  {
    id: 'pain-cancer',
    version: 1,
    title: 'Cancer pain',
    applies: 'condition',
    severity: 'information',
    past: null,
    match: {
      icd10: ['G89.3'],
      words: /(cancer|neoplasm|tumou?r|malignan)[^,.;]* pain|pain [^,.;]*(cancer|neoplasm|tumou?r|malignan)/i,
    },
    meaning:
      'A randomised trial of subcutaneous ketamine added to opioids in cancer pain found no benefit and more toxicity (Hardy 2012).',
    source: 'Hardy J et al., J Clin Oncol 2012;30:3611-3617',
    status: 'trial',
  },
  {
    id: 'pain-chronic',
    version: 1,
    title: 'Chronic pain, kind not stated',
    applies: 'condition',
    severity: 'information',
    past: null,
    match: {
      snomed: ['82423001', '278860009'],
      icd10: ['G89.2', 'G89.4', 'R52.1', 'R52.2', 'F45.4', 'M54.5'],
      words: /chronic [^,.;]*\bpain\b|persistent [^,.;]*\bpain\b|low back pain/i,
      notWords: /complex regional|neuropath|chest pain/i,
    },
    meaning:
      'The kind of pain decides what the trials can say. Outside complex regional pain syndrome there is no evidence of relief beyond the infusion or a few weeks; NICE advises against starting ketamine for chronic primary pain.',
    source: `${consensus2018}; ${nice2021}`,
    status: 'guideline',
  },
];
