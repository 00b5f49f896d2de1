import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bearing, bearings, entryRules, enzymeDrugs, type RecordEntry } from '../src/index.ts';
import { allergy, coded, condition, medication, nobody, observation, woman } from './subject.ts';

function found(...entries: RecordEntry[]): Bearing[] {
  return bearings({ ...nobody, entries });
}
function rulesOf(...entries: RecordEntry[]): string[] {
  return found(...entries).map((one) => one.rule);
}

describe('issue 2, section 3: what bears on ketamine is found by code and by words', () => {
  test.each([
    ['pain-crps', 'Complex regional pain syndrome type I of left hand', 'icd10', 'G90.512'],
    ['pain-spinal-cord', 'Chronic paralysis due to lesion of spinal cord', 'snomed', '698754002'],
    [
      'pain-neuropathic',
      'Neuropathy due to type 2 diabetes mellitus (disorder)',
      'snomed',
      '368581000119106',
    ],
    ['pain-neuropathic', 'Postherpetic neuralgia', 'icd10', 'B02.29'],
    ['pain-fibromyalgia', 'Fibromyalgia', 'icd10', 'M79.7'],
    ['pain-migraine', 'Chronic intractable migraine without aura', 'snomed', '124171000119105'],
    ['pain-cancer', 'Pain due to malignant neoplasm', 'icd10', 'G89.3'],
    ['pain-chronic', 'Chronic low back pain', 'snomed', '82423001'],
    ['hypertension', 'Essential hypertension', 'snomed', '59621000'],
    ['heart', 'Coronary Heart Disease', 'snomed', '53741008'],
    ['vessel-at-risk', 'Abdominal aortic aneurysm', 'icd10', 'I71.4'],
    ['stroke', 'Stroke', 'snomed', '230690007'],
    ['liver-severe', 'Hepatic failure', 'icd10', 'K72.10'],
    ['liver', 'Chronic hepatitis C', 'icd10', 'B18.2'],
    ['kidney', 'Chronic kidney disease stage 3', 'icd10', 'N18.3'],
    ['bladder', 'Interstitial cystitis', 'icd10', 'N30.1'],
    ['eye-pressure', 'Open-angle glaucoma', 'snomed', '23986001'],
    ['thyroid', 'Graves disease', 'icd10', 'E05.0'],
    ['porphyria', 'Acute intermittent porphyria', 'icd10', 'E80.21'],
    ['breathing', 'Obstructive sleep apnea', 'snomed', '78275009'],
    ['seizure', 'Epilepsy', 'snomed', '84757009'],
    ['intracranial-pressure', 'Idiopathic intracranial hypertension', 'icd10', 'G93.2'],
    ['psychosis', 'Paranoid schizophrenia', 'icd10', 'F20.0'],
    ['bipolar', 'Bipolar I disorder', 'icd10', 'F31.9'],
    ['depression', 'Major depressive disorder', 'snomed', '370143000'],
    ['anxiety-personality', 'Generalized anxiety disorder', 'icd10', 'F41.1'],
    ['trauma-dissociation', 'Posttraumatic stress disorder', 'snomed', '47505003'],
    ['dementia', "Alzheimer's disease (disorder)", 'snomed', '26929004'],
    ['substance-use', 'Opioid abuse (disorder)', 'snomed', '5602001'],
    ['substance-use', 'Alcohol use disorder', 'icd10', 'F10.2'],
    ['overdose', 'Drug overdose', 'snomed', '55680006'],
  ] as const)('condition %s: "%s", %s %s', (rule, words, system, code) => {
    const byWords = found(condition(words)).find((one) => one.rule === rule);
    expect(byWords?.from.map((entry) => entry.matchedBy)).toEqual(['text']);
    const byCode = found(condition('(no words)', { codings: coded(system, code) })).find(
      (one) => one.rule === rule,
    );
    expect(byCode?.from.map((entry) => entry.matchedBy)).toEqual(['code']);
  });

  test.each([
    [
      'opioid',
      'Abuse-Deterrent 12 HR Oxycodone Hydrochloride 15 MG Extended Release Oral Tablet',
      'atc',
      'N02AA05',
    ],
    ['opioid', 'Acetaminophen/Hydrocodone', 'rxnorm', '5489'],
    ['opioid', 'Meperidine Hydrochloride 50 MG Oral Tablet', 'rxnorm', '6754'],
    ['benzodiazepine', 'Diazepam [Valium]', 'atc', 'N05BA01'],
    ['benzodiazepine', 'Midazolam 2 mg', 'rxnorm', '6960'],
    ['sedative', 'Pregabalin 75 mg capsule', 'atc', 'N02BF02'],
    ['nmda-antagonist', 'Donepezil hydrochloride 10 MG / Memantine hydrochloride 28 MG', 'rxnorm', '6719'],
    ['ketamine-now', 'Esketamine nasal spray 28 mg', 'atc', 'N06AX27'],
    ['maoi', 'Tranylcypromine 10 mg', 'atc', 'N06AF04'],
    ['stimulant', 'Lisdexamfetamine 30 mg', 'atc', 'N06BA12'],
    ['theophylline', 'Theophylline 200 mg', 'atc', 'R03DA04'],
    ['thyroid-hormone', 'Levothyroxine 75 ug', 'rxnorm', '10582'],
    ['antipsychotic', 'Quetiapine 100 mg', 'atc', 'N05AH04'],
    ['enzyme-clarithromycin', 'Clarithromycin 500 mg', 'atc', 'J01FA09'],
    ['enzyme-ticlopidine', 'Ticlopidine 250 mg', 'rxnorm', '10594'],
    ['enzyme-itraconazole', 'Itraconazole 200 mg', 'rxnorm', '28031'],
    ['enzyme-clopidogrel', 'Clopidogrel 75 MG Oral Tablet', 'atc', 'B01AC04'],
    ['enzyme-other-cyp3a4-inhibitor', 'Lopinavir/ritonavir', 'rxnorm', '85762'],
    ['enzyme-rifampicin', 'Rifampin 600 mg', 'rxnorm', '9384'],
    ['enzyme-st-johns-wort', "St John's wort 300 mg", 'rxnorm', '258326'],
    ['enzyme-other-inducer', 'Carbamazepine[Tegretol]', 'atc', 'N03AF01'],
  ] as const)('medication %s: "%s", %s %s', (rule, words, system, code) => {
    expect(rulesOf(medication(words))).toContain(rule);
    const byCode = found(medication('(no words)', { codings: coded(system, code) })).find(
      (one) => one.rule === rule,
    );
    expect(byCode?.from.map((entry) => entry.matchedBy)).toEqual(['code']);
  });

  test('grapefruit juice has no code and is found by its words', () => {
    expect(rulesOf(medication('Grapefruit juice daily'))).toEqual(['enzyme-grapefruit']);
  });

  test('hypersensitivity to ketamine is an exclusion; ketamine as an allergy is not ketamine as a drug', () => {
    expect(found(allergy('Allergy to ketamine')).map((one) => [one.rule, one.severity])).toEqual([
      ['ketamine-allergy', 'exclusion'],
    ]);
  });
});

describe('what does not bear on ketamine is not found', () => {
  test.each([
    'Family history of schizophrenia',
    'FH: epilepsy',
    'Epilepsy (family history)',
    'No seizures',
    'Denies alcohol abuse',
    'Screening for depression',
    'Depressive episode excluded',
    'Portal vein thrombosis',
    'Respiratory depression',
    'Tobacco dependence',
    'Dependence on wheelchair',
    'Optic neuropathy',
    'Viral sinusitis (disorder)',
    'Hepatitis B vaccination',
    'Prehypertension',
    'Heat stroke',
    'No evidence of active epilepsy',
    'Denies any alcohol or drug abuse',
    'Hepatitis C antibody negative',
    'Dependence on supplemental oxygen',
    'Photophobia',
  ])('condition "%s"', (text) => {
    expect(rulesOf(condition(text))).toEqual([]);
  });

  test.each([
    'Naloxegol 25 mg',
    'Apomorphine pen',
    'Amlodipine 5 MG Oral Tablet',
    'Simvastatin 20 MG',
    'Naloxone nasal spray',
  ])('medication "%s"', (text) => expect(rulesOf(medication(text))).toEqual([]));

  test('"No known allergies", and an allergy to another drug', () => {
    expect(
      rulesOf(allergy('No known allergies'), allergy('No known allergy to ketamine'), allergy('Penicillin')),
    ).toEqual([]);
  });

  test('"without" denies what follows it and not what stands before it', () => {
    expect(rulesOf(condition('Severe depression without psychotic symptoms'))).toEqual(['depression']);
    expect(rulesOf(condition('Chronic intractable migraine without aura'))).toContain('pain-migraine');
  });

  test('a denial ends where another thought begins', () => {
    expect(rulesOf(condition('Diabetes not well controlled with neuropathy'))).toEqual(['pain-neuropathic']);
    expect(rulesOf(condition('Risk of falls due to seizures'))).toEqual(['seizure']);
  });

  test('an enzyme inhibitor that was stopped is not reported, an opioid that was stopped is, as past', () => {
    const past = { status: 'inactive' } as const;
    expect(rulesOf(medication('Clarithromycin 500 mg', past))).toEqual([]);
    expect(
      found(medication('Oxycodone 5 mg', past)).map((one) => [one.rule, one.severity, one.state]),
    ).toEqual([['opioid', 'information', 'past']]);
  });
});

describe('active and past are told apart', () => {
  test.each([
    ['resolved in the record', condition('Psychosis', { status: 'inactive' })],
    ['ended by its date', condition('Psychosis', { ended: '2019-05-01' })],
    ['past by its words, although marked active', condition('History of psychosis')],
    ['in remission by its words', condition('Schizophrenia, in full remission')],
  ])('a psychosis that is %s is a caution and not an exclusion', (_, entry) => {
    expect(found(entry).map((one) => [one.rule, one.severity, one.state])).toEqual([
      ['psychosis', 'caution', 'past'],
    ]);
  });

  test('one active entry among past ones makes the finding active and stands first', () => {
    const [one] = found(
      condition('Alcohol abuse', { status: 'inactive', onset: '2025-01-01' }),
      condition('Opioid abuse', { onset: '2011-01-01' }),
    );
    expect(one).toMatchObject({ rule: 'substance-use', severity: 'exclusion', state: 'active' });
    expect(one?.from.map((entry) => [entry.text, entry.state])).toEqual([
      ['Opioid abuse', 'active'],
      ['Alcohol abuse', 'past'],
    ]);
  });

  test('words of the past further on do not make the whole entry past', () => {
    expect(found(condition('Epilepsy with history of status epilepticus'))[0]?.state).toBe('active');
    expect(found(condition('Childhood absence epilepsy'))[0]?.state).toBe('active');
  });

  test('a diagnosis that the record does not confirm stays unknown', () => {
    expect(found(condition('Epilepsy', { status: 'unknown' }))[0]?.state).toBe('unknown');
  });

  test('an end that lies ahead is not past', () => {
    expect(found(medication('Morphine 10 mg', { ended: '2027-01-01' }))[0]?.state).toBe('active');
  });
});

describe('measured values are judged by the result range, else the clinic laboratory, else not at all', () => {
  const range = { low: null, high: 40, text: null };

  test('no range: said so, and nothing assumed', () => {
    const [one, ...others] = found(observation('ALT', 400, 'U/L'));
    expect(one).toMatchObject({ rule: 'liver-values-without-range', severity: 'information' });
    expect(others).toEqual([]);
  });

  test('above the range, and 3 times it (liver injury as in Noppers 2011)', () => {
    expect(rulesOf(observation('GGT', 41, 'U/L', { range }))).toEqual(['liver-values-above']);
    expect(rulesOf(observation('GGT', 40, 'U/L', { range }))).toEqual([]);
    expect(rulesOf(observation('ALT', 119, 'U/L', { range }))).toEqual(['liver-values-above']);
    expect(rulesOf(observation('ALT', 120, 'U/L', { range }))).toEqual(['liver-enzymes-far-above']);
  });

  test("Hy's law is named when bilirubin is above twice its limit beside ALT or AST, not beside ALP", () => {
    const bilirubin = observation('bilirubin', 2.5, 'mg/dL', { range: { low: null, high: 1.2, text: null } });
    const grave = found(observation('AST', 130, 'U/L', { range }), bilirubin);
    expect(grave[0]?.from.map((one) => one.text.split(' ')[0])).toEqual(['AST', 'bilirubin']);
    const cholestatic = found(observation('ALP', 130, 'U/L', { range }), bilirubin);
    expect(cholestatic[0]?.from.map((one) => one.text.split(' ')[0])).toEqual(['ALP']);
  });

  test('the clinic laboratory serves where the result has no range', () => {
    const laboratoryProfile = {
      name: 'Lab',
      ranges: [{ measure: 'ALT' as const, sex: 'any' as const, low: null, high: 45, unit: 'U/L' }],
    };
    const [one] = bearings({ ...nobody, laboratoryProfile, entries: [observation('ALT', 60, 'U/L')] });
    expect(one?.rule).toBe('liver-values-above');
    expect(one?.from[0]?.text).toBe("ALT 60 U/L (upper limit 45, from the clinic's laboratory profile)");
  });

  test('the latest blood pressure alone counts: 140/90 passes, 141 or 91 does not', () => {
    const pressure = (systolic: number, diastolic: number, at = '2026-11-01') => [
      observation('systolic', systolic, 'mm[Hg]', { at }),
      observation('diastolic', diastolic, 'mm[Hg]', { at }),
    ];
    expect(rulesOf(...pressure(140, 90))).toEqual([]);
    expect(rulesOf(...pressure(141, 80))).toEqual(['blood-pressure-high']);
    expect(rulesOf(...pressure(130, 91))).toEqual(['blood-pressure-high']);
    expect(rulesOf(...pressure(180, 110, '2024-01-01'), ...pressure(120, 80))).toEqual([]);
  });

  test('kidney: eGFR under 60, creatinine over the range', () => {
    expect(rulesOf(observation('eGFR', 59, 'mL/min/{1.73_m2}'))).toEqual(['kidney-function']);
    expect(rulesOf(observation('eGFR', 60, 'mL/min/{1.73_m2}'))).toEqual([]);
    expect(rulesOf(observation('creatinine', 2, 'mg/dL'))).toEqual([]);
    expect(
      rulesOf(observation('creatinine', 2, 'mg/dL', { range: { low: null, high: 1.3, text: null } })),
    ).toEqual(['kidney-function']);
  });
});

describe('sex, age and pregnancy', () => {
  const born = (birthDate: string) => ({ ...woman, identity: { ...woman.identity, birthDate } });
  const rules = (subject: typeof woman) => bearings(subject).map((one) => one.rule);

  test('a woman of 12 to 55 may be pregnant; outside these ages and as a man not', () => {
    expect(rules(born('1971-11-20'))).toEqual(['pregnancy-possible']);
    expect(rules(born('1970-11-20'))).toEqual([]);
    expect(rules(born('2014-11-20'))).toEqual(['under-18', 'pregnancy-possible']);
    expect(rules(born('2014-11-21'))).toEqual(['under-18']);
    expect(rules(nobody)).toEqual([]);
  });

  test('hysterectomy or menopause on record, or the word of the clinic, settles it', () => {
    expect(rules({ ...woman, entries: [condition('History of hysterectomy')] })).toEqual([]);
    expect(rules({ ...woman, pregnancy: 'not possible' })).toEqual([]);
    expect(rules({ ...woman, pregnancy: 'pregnant' })).toEqual(['pregnant']);
  });

  test('an active pregnancy excludes; one that began more than 44 weeks ago can only be possible', () => {
    const pregnant = (onset: string) =>
      condition('Normal pregnancy', { onset, codings: coded('snomed', '72892002') });
    const [one] = bearings({ ...woman, entries: [pregnant('2026-08-01')] });
    expect(one).toMatchObject({ rule: 'pregnant', severity: 'exclusion' });
    expect(one?.from[0]?.text).toBe('Normal pregnancy');
    expect(rules({ ...woman, entries: [pregnant('2015-08-01')] })).toEqual(['pregnancy-possible']);
    expect(rules({ ...woman, entries: [condition('Miscarriage in first trimester')] })).toEqual([
      'pregnancy-possible',
    ]);
  });

  test('18 on the birthday, not the day before', () => {
    const young = { ...nobody, identity: { ...nobody.identity, birthDate: '2008-11-21' } };
    expect(rules(young)).toEqual(['under-18']);
    expect(rules({ ...young, today: '2026-11-21' })).toEqual([]);
  });
});

describe('the rules as data', () => {
  test('every rule has its own id, a source and a meaning', () => {
    expect(new Set(entryRules.map((rule) => rule.id)).size).toBe(entryRules.length);
    for (const rule of entryRules) {
      expect(rule.source, rule.id).not.toBe('');
      expect(rule.meaning.length, rule.id).toBeGreaterThan(20);
      expect(rule.version, rule.id).toBeGreaterThanOrEqual(1);
    }
  });

  // Numbers as printed in the abstracts and the label, put down a second time from the papers.
  test.each([
    ['clarithromycin', 'oral', 2.6],
    ['grapefruit', 'oral', 3.0],
    ['ticlopidine', 'oral', 2.4],
    ['ticlopidine', 'nasal', 1.29],
    ['rifampicin', 'intravenous', 0.86],
    ['rifampicin', 'oral', 0.14],
    ['st-johns-wort', 'oral', 0.42],
  ] as const)('%s, %s: exposure times %d is told in the meaning', (id, route, ratio) => {
    const measured = enzymeDrugs.find((drug) => drug.id === id)?.measured ?? [];
    expect(measured).toContainEqual(expect.objectContaining({ route, ratio }));
    expect(entryRules.find((rule) => rule.id === `enzyme-${id}`)?.meaning).toContain(`${ratio} (${route})`);
  });

  test('property: the order of the entries does not matter', () => {
    const pool: RecordEntry[] = [
      condition('Epilepsy', { onset: '2001' }),
      condition('Seizure disorder', { onset: '2001' }),
      condition('Opioid abuse'),
      condition('Hypertension', { status: 'inactive' }),
      medication('Oxycodone 5 mg', { status: 'inactive' }),
      medication('Oxycodone 10 mg'),
      medication('Carbamazepine 200 mg'),
      allergy('Ketamine'),
      observation('systolic', 150, 'mm[Hg]', { at: '2026-11-01T10:00:00+01:00' }),
      observation('systolic', 120, 'mm[Hg]', { at: '2026-11-01T09:00:00Z' }),
      observation('ALT', 100, 'U/L'),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: pool.length }), (entries) => {
        expect(bearings({ ...woman, entries })).toEqual(bearings({ ...woman, entries: pool }));
      }),
    );
  });
});
