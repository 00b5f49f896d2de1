import type { EntryRule } from './bearing.ts';
import { consensus2018, esketamineLabel, ours, palliativeFormulary, review2014 } from './sources.ts';

/** Diseases of brain and mind, and use of substances, that bear on ketamine. */
export const mindRules: readonly EntryRule[] = [
  {
    id: 'seizure',
    version: 1,
    title: 'Seizures',
    applies: 'condition',
    severity: 'caution',
    past: 'caution',
    match: {
      snomed: ['84757009', '128613002', '91175000', '313307000', '703151001'],
      icd10: ['G40', 'G41', 'R56'],
      words: /epilep|seizure|convulsion/i,
      notWords: /non-?epileptic|pseudo-?seizure/i,
    },
    meaning:
      'Caution in the guidance of palliative care. Many antiepileptic drugs also lower ketamine by inducing its enzymes: see the medication.',
    source: palliativeFormulary,
    status: 'guideline',
  },
  {
    id: 'intracranial-pressure',
    version: 1,
    title: 'Raised pressure in the skull, or a cause of it',
    applies: 'condition',
    severity: 'caution',
    past: 'caution',
    match: {
      snomed: ['68267002', '230745008', '127295002'],
      icd10: ['G91', 'G93.2', 'G93.5', 'C71', 'D33.0', 'D33.1', 'D33.2', 'S06'],
      words:
        /intracranial (hypertension|pressure)|hydrocephal|brain (tumou?r|injury|neoplasm|metasta)|head injury|pseudotumou?r cerebri|glioblastoma|meningioma/i,
    },
    meaning: 'Where the pressure is raised: avoid, or low doses with great care (grade C).',
    source: consensus2018,
    status: 'guideline',
  },
  {
    id: 'psychosis',
    version: 1,
    title: 'Schizophrenia or other psychosis',
    applies: 'condition',
    severity: 'exclusion',
    past: 'caution',
    match: {
      snomed: ['58214004', '68890003', '69322001'],
      icd10: ['F20', 'F21', 'F22', 'F23', 'F24', 'F25', 'F28', 'F29'],
      words: /schizo(phreni|affective|typ)|psychosis|psychotic|delusional disorder|hallucinos/i,
    },
    meaning:
      'Ketamine brings on psychotic symptoms. Not to be given in a poorly controlled psychosis; after a past one only with a psychiatrist.',
    source: consensus2018,
    status: 'guideline',
  },
  {
    id: 'bipolar',
    version: 1,
    title: 'Bipolar disorder or mania',
    applies: 'condition',
    severity: 'caution',
    past: 'caution',
    match: { snomed: ['13746004'], icd10: ['F30', 'F31'], words: /bipolar|\bmania\b|manic/i },
    meaning: 'A switch into mania is possible: with a psychiatrist, and not while manic.',
    source: `${ours}, from: ${consensus2018}`,
    status: 'ours',
  },
  {
    id: 'depression',
    version: 1,
    title: 'Depression or suicidal thoughts',
    applies: 'condition',
    severity: 'information',
    past: 'information',
    match: {
      snomed: ['35489007', '370143000', '36923009', '66344007'],
      icd10: ['F32', 'F33', 'F34.1', 'R45.8', 'X6', 'T14.91'],
      words: /depressi(on|ve)|suicid|dysthymi|self-?harm/i,
      notWords: /respiratory depression|st depression|bipolar|(bone marrow|immune) depression/i,
    },
    meaning:
      'Mood may lift for some days and fall when the effect ends: ask for suicidal thoughts before, and after each course.',
    source: `${esketamineLabel}; ${ours}`,
    status: 'ours',
  },
  {
    id: 'trauma-dissociation',
    version: 1,
    title: 'Post-traumatic stress or dissociative disorder',
    applies: 'condition',
    severity: 'caution',
    past: 'information',
    match: {
      snomed: ['47505003'],
      icd10: ['F43.1', 'F44'],
      words: /post-?traumatic stress|\bPTSD\b|dissociative/i,
    },
    meaning:
      'Dissociation under ketamine can bring memories back: prepare the patient, and have someone stay.',
    source: ours,
    status: 'ours',
  },
  {
    id: 'dementia',
    version: 1,
    title: 'Dementia or delirium',
    applies: 'condition',
    severity: 'caution',
    past: 'information',
    match: {
      snomed: ['26929004', '230265002', '52448006'],
      icd10: ['F00', 'F01', 'F02', 'F03', 'F05', 'G30', 'G31'],
      words: /dementia|alzheimer|delirium|cognitive (impairment|decline|disorder)/i,
    },
    meaning:
      'Ketamine impairs memory and can confuse. Consent, self-report of pain and of harm all need a plan.',
    source: `${review2014}; ${ours}`,
    status: 'ours',
  },
  {
    id: 'substance-use',
    version: 1,
    title: 'Substance use',
    applies: 'condition',
    severity: 'exclusion',
    past: 'caution',
    match: {
      snomed: ['5602001', '75544000', '15167005', '7200002', '66590003', '26416006', '191816009', '78267003'],
      icd10: ['F10', 'F11', 'F12', 'F13', 'F14', 'F15', 'F16', 'F18', 'F19'],
      words:
        /(drug|opioid|opiate|heroin|alcohol|cocaine|amphetamine|cannabis|ketamine|benzodiazepine|sedative|substance|polysubstance)s? (abuse|misuse|dependence|dependency|addiction|use disorder)|(abuse of|addict(ion|ed) to|dependence on) |alcoholism|\baddiction\b/i,
      notWords:
        /nicotine|tobacco|caffeine|sexual abuse|child abuse|physical abuse|dependence on (wheelchair|oxygen|dialysis|ventilator|respirator)/i,
    },
    meaning:
      'Ketamine is itself abused. While substance use is active, no series of infusions; later, with an agreement, counted supplies and tests.',
    source: consensus2018,
    status: 'guideline',
  },
  {
    id: 'overdose',
    version: 1,
    title: 'Overdose of a drug',
    applies: 'condition',
    severity: 'caution',
    past: 'caution',
    match: {
      snomed: ['55680006'],
      icd10: ['T40', 'T42', 'T43', 'T50.9', 'X42', 'X62'],
      words: /overdos|intentional poisoning|poisoning by (opioid|drug|heroin|methadone|benzodiazepine)/i,
    },
    meaning: 'Find out with what and whether on purpose: it decides about home use, supplies and support.',
    source: `${ours}, from: ${consensus2018}`,
    status: 'ours',
  },
];
