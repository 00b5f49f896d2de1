import type { Criterion, CriterionTest } from '../criterion.ts';
import { consensus2018, esketamineLabel, ours, palliativeFormulary, review2014 } from '../sources.ts';

type Body = Omit<Criterion, 'version' | 'group'>;
const body = (criterion: Body): Criterion => ({ version: 1, group: 'Body', ...criterion });

const met = { outcome: 'met' } as const;
const onCondition = (condition: string) => ({ outcome: 'met with conditions', condition }) as const;
const choice = (
  question: Extract<CriterionTest, { kind: 'choice' }>['question'],
  answers: Extract<CriterionTest, { kind: 'choice' }>['answers'],
): CriterionTest => ({ kind: 'choice', question, answers });

export const bodyCriteria: readonly Criterion[] = [
  body({
    id: 'adult',
    title: 'An adult',
    why: 'The trials treated adults, and the models are of adults.',
    change: 'Nothing but time.',
    test: { kind: 'age', atLeast: 18 },
    source: ours,
    status: 'ours',
  }),
  body({
    id: 'hypertension',
    title: 'High blood pressure controlled',
    why: 'Ketamine raises blood pressure; poorly controlled cardiovascular disease is a reason not to give it.',
    change: 'Blood pressure under treatment.',
    test: choice('hypertension', {
      none: met,
      controlled: onCondition('Give the usual drugs for blood pressure on the day, and measure more often.'),
    }),
    source: consensus2018,
    status: 'guideline',
  }),
  body({
    id: 'heart',
    title: 'Heart disease controlled',
    why: 'Ketamine makes the heart work more: faster, with a higher output and a greater need of oxygen.',
    change: 'A cardiologist’s opinion.',
    test: choice('heart', {
      none: met,
      controlled: onCondition('ECG and blood pressure monitored throughout; ask the cardiologist.'),
    }),
    source: `${consensus2018}; ${review2014}`,
    status: 'guideline',
  }),
  body({
    id: 'vessels',
    title: 'No aneurysm, malformation of vessels or bleeding in the brain',
    why: 'A rise of blood pressure may tear them: contraindications on the label of nasal esketamine.',
    change: 'Imaging that shows otherwise.',
    test: choice('vessels', { no: met }),
    source: esketamineLabel,
    status: 'label',
  }),
  body({
    id: 'intracranial-pressure',
    title: 'No raised pressure in the skull',
    why: 'The consensus of 2018 advises to avoid ketamine, or low doses with extreme caution (grade C).',
    change: 'A measured or imaged return to normal.',
    test: choice('intracranial-pressure', {
      never: met,
      past: onCondition('Lowest doses, and stop at headache, vomiting or change of vision.'),
    }),
    source: consensus2018,
    status: 'guideline',
  }),
  body({
    id: 'eye-pressure',
    title: 'Pressure in the eye controlled',
    why: 'The consensus of 2018 advises to avoid ketamine, or low doses with extreme caution (grade C).',
    change: 'An ophthalmologist’s measurement.',
    test: choice('eye-pressure', {
      none: met,
      controlled: onCondition(
        'Ask the ophthalmologist, lowest doses, and stop at pain in the eye or change of vision.',
      ),
    }),
    source: consensus2018,
    status: 'guideline',
  }),
  body({
    id: 'liver-disease',
    title: 'No severe liver disease',
    why: 'Ketamine is cleared by the liver and can injure it. Severe disease: not; moderate: with judgement and monitoring.',
    change: 'Another grade of the liver disease.',
    test: choice('liver-disease', {
      none: met,
      mild: onCondition('Liver enzymes every 24 h in a course over days, and after every course.'),
      moderate: onCondition(
        'Half the dose or less at the start, liver enzymes every 24 h, and a hepatologist’s opinion.',
      ),
    }),
    source: `${consensus2018}; ${review2014}`,
    status: 'guideline',
  }),
  body({
    id: 'kidney-disease',
    title: 'No obstruction of the ureters',
    why: 'Ketamine can obstruct the ureters, and a second cause would hide the first.',
    change: 'Ultrasound of kidneys and bladder.',
    test: choice('kidney-disease', {
      no: met,
      disease: onCondition('Creatinine before and after every course; think of the ureters when it rises.'),
    }),
    source: `${review2014}; ${ours}`,
    status: 'ours',
  }),
  body({
    id: 'bladder',
    title: 'No bladder symptoms without a known cause',
    why: 'Repeated ketamine inflames the bladder; the label of esketamine and the FDA now name it for medical use.',
    change: 'The cause of the symptoms, by a urologist.',
    test: choice('bladder', {
      none: met,
      explained: onCondition('Put the symptom score down as a baseline and ask again at every visit.'),
    }),
    source: `${esketamineLabel}; ${review2014}`,
    status: 'label',
  }),
  body({
    id: 'pregnancy',
    title: 'Not pregnant',
    why: 'Ketamine for chronic pain is not recommended in pregnancy.',
    change: 'A pregnancy test.',
    test: choice('pregnancy', {
      'not possible': met,
      possible: onCondition(
        'A negative pregnancy test before the first dose, and contraception through the course.',
      ),
    }),
    source: esketamineLabel,
    status: 'label',
  }),
  body({
    id: 'epilepsy',
    title: 'No seizure within a year',
    why: 'Guidance of palliative care asks for caution in epilepsy; the year is ours.',
    change: 'A neurologist’s opinion, or a year without seizures.',
    test: choice('epilepsy', {
      never: met,
      free: onCondition('Ask the neurologist; keep the drugs against seizures on, and midazolam at hand.'),
    }),
    source: `${palliativeFormulary}; ${ours}`,
    status: 'ours',
  }),
  body({
    id: 'porphyria',
    title: 'No porphyria',
    why: 'Contraindicated in the guidance of palliative care.',
    change: 'A test that excludes it.',
    test: choice('porphyria', { no: met }),
    source: palliativeFormulary,
    status: 'guideline',
  }),
  body({
    id: 'allergy',
    title: 'No hypersensitivity to ketamine',
    why: 'A contraindication on the label.',
    change: 'An allergist’s test.',
    test: choice('allergy', { no: met }),
    source: esketamineLabel,
    status: 'label',
  }),
];
