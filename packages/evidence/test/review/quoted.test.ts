import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { claims } from '../../src/review/claims.ts';

/** The review's text where it lies beside the project; it is not part of it. */
const path = join(
  import.meta.dirname,
  '../../../../../shared/review/niesters-2013-ketamine-for-chronic-pain.txt',
);

/** Where each place of a statement begins and ends in the text, by the headings. */
const places: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'Review, "Pharmacology"': ['\nPharmacology \n', 'Chronic neuropathic pain and ketamine'],
  'Review, "Introduction"': ['\n Introduction \n', '\nPharmacology \n'],
  'Review, "Ketamine for chronic pain"': [' Ketamine for Chronic Pain ', 'Ketamine - The Risks'],
  'Review, "Summary" and "Ketamine for chronic pain"': [' Summary ', 'Ketamine - The Risks'],
  'Review, "Ketamine, the risks": clinical use': [
    'Clinical use of ketamine.',
    'Recreational use of ketamine.',
  ],
  'Review, "Ketamine, the risks": recreational use': ['Recreational use of ketamine.', '\nConclusions'],
  'Review, Table 1': ['Table 1. List of', ''],
  'Review, Table 1, caption': ['Table 1. List of', 'Syndrome '],
};

/** The numbers of each statement as they are printed, spaces and line ends apart. */
const quoted: Readonly<Record<string, readonly string[]>> = {
  volume: ['nearly 3 L/kg'],
  redistribution: ['redistribution half-life 7-15 minutes'],
  clearance: ['clearance 15 ml/kg per min'],
  elimination: ['elimination half-life 2-3 hours'],
  equilibration: ['1-10 min'],
  'slow-half-life': ['of 11 days', '100-h of 20-30 mg/h'],
  norketamine: ['norketamine concentrations exceed ketamine'],
  inhibitors: ['increase ketamine plasma concentration'],
  inducers: ['has limited effect on the plasma concentration'],
  'usual-drugs': ['just 30-40% of patients'],
  'short-infusion': ['0.5 mg/kg', 'over 30-min', 'no longer than 45 min'],
  'long-infusion': ['100-h infusion', 'up to 20-30 mg/h', 'up to 3 months'],
  'longer-lasts-longer': ['duration of infusion determines the duration'],
  'ten-to-fourteen-days': ['(10-14 days)', 'meaning 10 to 14 days'],
  'three-trials': ['Just three RCTs', '(two studies) and spinal cord injury (1 study)'],
  retreatment: ['within 4-6 weeks'],
  antidepressant: ['one subanesthetic dose', 'within 1 h'],
  'pool-week-1': ['of 1.22 (95% confidence interval 0.82 to 1.61'],
  'pool-week-1-p': ['0.82 to 1.61, P < 0.001'],
  'pool-week-4': ['in week 4 of 0.39 (95% confidence interval 0.03 to 0.75'],
  'pool-week-4-p': ['0.03 to 0.75, P = 0.036'],
  'effect-is-large': ['effect sizes are relatively'],
  'effect-persists': ['at least 4 weeks'],
  'rapid-decline': ['rapid decline'],
  'table-1-total': ['37 randomized controlled trials'],
  'table-1-years': ['(2009-2012)'],
  amputation: ['up to 80% of patients', 'one year following surgery'],
  'morphine-sparing': ['27/37 studies'],
  'psychedelic-at-low-dose': ['(20-30 mg/h)'],
  'three-nights': ['three nights following'],
  'second-course-interval': ['just 3 weeks following a 100-h treatment'],
  'second-course-liver': ['In 3 of 6 treated patients', '3-times over the upper limit'],
  'liver-recovers': ['within 3 months'],
  'liver-ten-percent': ['about 10% of patients'],
  'liver-fifty-patients': ['in 50 patients receiving a single 100-h'],
  'oral-three-months': [
    '3-month oral',
    '25% and 22%',
    'sedation (19%), dry mouth (19%)',
    'vomiting (9%)',
    'deterioration (9%)',
    '16% withdrew',
    '13% due to',
  ],
  'experience-two-hours': ['no longer than 2 hours'],
  'emergency-hong-kong': ['233 cases', '(45%)', 'pain (21%)', 'symptoms (12%) and dizziness (12%)'],
  'bladder-not-in-patients': ['not reported in clinical patients'],
  'bladder-abuse-frequency': ['over 2 years for at least 3 times a week'],
  'bladder-volume': ['93 patients', 'in 33% and hydronephrosis in 50%'],
  stomach: [
    'out of 37',
    '28 patients',
    'Fourteen of the 28',
    'in twelve patients and gastroduodenitis in one',
  ],
};

const ofReview = claims.filter(({ place }) => place.startsWith('Review'));
const dense = (text: string) => text.replaceAll(/\s+/g, '').toLowerCase();

/** What a statement quotes; of a row of Table 1 its name and number. */
function fragmentsOf({ id, text }: { readonly id: string; readonly text: string }): readonly string[] {
  const row = /^(.+): (\d+) trials?\.$/.exec(text);
  return quoted[id] ?? (row ? [`${row[1]} ${row[2]}`] : []);
}

test('every statement of the review names what it quotes, and a place that the review has', () => {
  expect(ofReview.filter((claim) => fragmentsOf(claim).length === 0).map(({ id }) => id)).toEqual([]);
  expect(ofReview.filter(({ place }) => !(place in places)).map(({ place }) => place)).toEqual([]);
  expect(Object.keys(quoted).filter((id) => !ofReview.some((claim) => claim.id === id))).toEqual([]);
});

const present = existsSync(path);
describe.skipIf(!present)(
  `what the statements quote stands in the review at the place named${present ? '' : ' (skipped: the review does not lie beside the project)'}`,
  () => {
    const whole = present ? readFileSync(path, 'utf8') : '';
    test.each(ofReview)('$id', (claim) => {
      const [from, to] = places[claim.place] as readonly [string, string];
      const start = whole.indexOf(from);
      const end = to === '' ? whole.length : whole.indexOf(to, start + from.length);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThan(start);
      const section = dense(whole.slice(start, end));
      for (const fragment of fragmentsOf(claim)) expect(section).toContain(dense(fragment));
    });
  },
);
