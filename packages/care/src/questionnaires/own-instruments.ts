import { ours } from '../bearing/sources.ts';
import type { Instrument, InstrumentItem } from './instrument.ts';

/** Short forms in our own words. Nobody has validated them: they show a course in one patient and diagnose nothing. */

const own = { licence: 'Ours, under the licence of Ketame', own: true, singleItems: [] } as const;
const basis = { source: ours, status: 'ours' } as const;

const choices = (...labels: readonly string[]): InstrumentItem['choices'] =>
  labels.map((label, value) => ({ value, label }));
const tenPoints: InstrumentItem['choices'] = Array.from({ length: 11 }, (_, value) => ({
  value,
  label: value === 0 ? '0, not at all' : value === 10 ? '10, entirely' : String(value),
}));
const howOften = choices('Never', 'Now and then', 'Often', 'Nearly always');
const howMuch = choices('No', 'A little', 'Clearly', 'Very much');

const contactItems: readonly InstrumentItem[] = [
  {
    id: 'sleep',
    text: 'How was last night’s sleep?',
    choices: choices('As usual', 'A little worse', 'Much worse', 'Hardly any'),
  },
  { id: 'dreams', text: 'Were there unpleasant dreams?', choices: howMuch },
  {
    id: 'perception',
    text: 'Do things look, sound or feel other than they should, or does the body not feel like your own?',
    choices: howMuch,
  },
  {
    id: 'flashbacks',
    text: 'Has a moment of the treatment come back by itself, as if it happened again?',
    choices: howMuch,
  },
  {
    id: 'selfHarm',
    text: 'Have you thought of ending your life or of hurting yourself?',
    choices: choices('No', 'Yes'),
    alarm: { from: 1, pathway: 'suicide' },
  },
];

const functionItems: readonly InstrumentItem[] = [
  { id: 'home', text: 'In the last week, how much did pain stand in the way of what must be done at home?' },
  { id: 'moving', text: 'How much did it stand in the way of moving about?' },
  { id: 'occupation', text: 'How much did it stand in the way of your occupation, paid or not?' },
  { id: 'people', text: 'How much did it stand in the way of being with other people?' },
].map((item) => ({ ...item, choices: tenPoints }));

const urineItems: readonly InstrumentItem[] = [
  { id: 'frequency', text: 'By day, did you have to pass water again within two hours?', choices: howOften },
  {
    id: 'night',
    text: 'How often did you get up at night to pass water?',
    choices: choices('Not or once', 'Twice', 'Three times', 'Four times or more'),
  },
  { id: 'urgency', text: 'Did the urge come so suddenly that it could hardly wait?', choices: howOften },
  { id: 'burning', text: 'Did passing water hurt or burn?', choices: howOften },
  { id: 'belly', text: 'Was there pain low in the belly that went with a full bladder?', choices: howOften },
  { id: 'leaking', text: 'Did you lose urine without wanting to?', choices: howOften },
  {
    id: 'lasting',
    text: 'If there is urgency or pain: since when?',
    choices: choices('There is none', 'Up to two weeks', 'More than two weeks'),
  },
];

const idsOf = (items: readonly InstrumentItem[], ...without: readonly string[]) =>
  items.map(({ id }) => id).filter((id) => !without.includes(id));

export const contactForm: Instrument = {
  ...own,
  id: 'ketame-contact',
  version: 1,
  title: 'Contact on days 1 to 3',
  about: 'Sleep, unpleasant dreams, perception and flashbacks after a session.',
  items: contactItems,
  scores: [
    {
      id: 'total',
      title: 'After-effects',
      least: 0,
      greatest: 12,
      of: { items: idsOf(contactItems, 'selfHarm'), by: 'sum' },
    },
  ],
  cutOffs: [
    { score: 'total', worse: 'above', from: 1, word: 'some', ...basis },
    { score: 'total', worse: 'above', from: 5, word: 'many: a physician calls', ...basis },
  ],
  importantChange: null,
};

export const functionForm: Instrument = {
  ...own,
  id: 'ketame-function',
  version: 1,
  title: 'What pain stands in the way of',
  about: 'Interference of pain with four parts of daily life in the last week.',
  items: functionItems,
  scores: [
    {
      id: 'total',
      title: 'Interference',
      least: 0,
      greatest: 10,
      fractions: true,
      of: { items: idsOf(functionItems), by: 'mean' },
    },
  ],
  cutOffs: [],
  importantChange: {
    value: 1,
    source: `${ours}, after the interference scale of the Brief Pain Inventory (Dworkin RH et al., J Pain 2008;9:105-121)`,
    status: 'ours',
  },
};

export const urineForm: Instrument = {
  ...own,
  id: 'ketame-urine',
  version: 1,
  title: 'Bladder symptoms',
  about: 'Frequency, urgency, pain and leaking in the last week.',
  items: urineItems,
  scores: [
    {
      id: 'total',
      title: 'Bladder symptoms',
      least: 0,
      greatest: 18,
      of: { items: idsOf(urineItems, 'lasting'), by: 'sum' },
    },
    {
      id: 'pain',
      title: 'of it pain',
      least: 0,
      greatest: 6,
      of: { items: ['burning', 'belly'], by: 'sum' },
    },
  ],
  cutOffs: [{ score: 'total', worse: 'above', from: 6, word: 'troubling: test the urine', ...basis }],
  importantChange: { value: 4, ...basis },
};
