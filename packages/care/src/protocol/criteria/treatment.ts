import type { Criterion } from '../criterion.ts';
import { review2014, smith2012 } from '../sources.ts';

export const severe: Criterion = {
  id: 'severe',
  version: 1,
  group: 'Severity and earlier treatment',
  title: 'Severe pain',
  why: 'The review keeps ketamine for severe pain. 5 of 10 is the limit of the consensus on refractory neuropathic pain.',
  change: 'The average pain of another week.',
  test: { kind: 'score', scores: [{ question: 'pain', atLeast: 5 }], below: { outcome: 'not met' } },
  source: `${review2014}; ${smith2012}`,
  status: 'guideline',
};

export const impaired: Criterion = {
  id: 'impaired',
  version: 1,
  group: 'Severity and earlier treatment',
  title: 'Quality of life impaired',
  why: 'Part of what refractory means; and the reason to accept the harms of ketamine.',
  change: 'What the patient says about daily life.',
  test: { kind: 'choice', question: 'quality-of-life', answers: { yes: { outcome: 'met' } } },
  source: smith2012,
  status: 'guideline',
};

export const neverFirstOrSecond: Criterion = {
  id: 'never-first-or-second',
  version: 1,
  group: 'Severity and earlier treatment',
  title: 'Never first or second choice',
  why: 'The review: not a first or second choice in neuropathic pain, whatever its cause. Drugs of at least two classes must have failed.',
  change: 'An adequate trial of a further class that fails.',
  test: { kind: 'therapies', count: 'classes', atLeast: 2 },
  hard: true,
  source: review2014,
  status: 'guideline',
};

export const resistant: Criterion = {
  id: 'resistant',
  version: 1,
  group: 'Severity and earlier treatment',
  title: 'Resistant to treatment',
  why: 'Four drugs of known effect, each taken for three months or until it was not tolerated, with less than 30 % relief, or pain still 5 or more and quality of life impaired. The paper calls this refractory; its abstract names other durations.',
  change: 'An adequate trial of a further drug that fails.',
  test: { kind: 'therapies', count: 'drugs', atLeast: 4 },
  source: smith2012,
  status: 'guideline',
};
