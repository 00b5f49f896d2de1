import { publishedRegimens } from '@ketame/ketamine';
import { trials } from '../studies/trials.ts';
import type { Claim } from './claim.ts';
import { courseOf, summaryOf } from './predicted.ts';

const chapter = 'Relief and its duration';
const place = 'Review, "Ketamine for chronic pain"';

/** A published regimen by its id. */
export function regimen(id: string) {
  const found = publishedRegimens.find((one) => one.id === id);
  if (!found) throw new Error(`There is no published regimen ${id}.`);
  return found.regimen;
}

const days = (count: number) => Float64Array.from({ length: count * 24 + 1 }, (_, hour) => hour);

/** Share of pain relieved that a responder keeps, hour by hour from the start of 100 h of S-ketamine (M7). */
function slowRelief(): Float64Array {
  return courseOf(regimen('sigtermans-2009'), days(90)).slowRelief.typical;
}

/** Day on which the slow relief of the 100 h infusion comes down to a share. */
function dayOfFallTo(share: number): number {
  const course = slowRelief();
  const top = course.indexOf(Math.max(...course));
  return (top + course.subarray(top).findIndex((value) => value < share)) / 24;
}

/** Minutes after the end of 0.5 mg/kg over 30 min for which the acute relief stays at or above a share. */
function minutesOfAcuteRelief(share: number): number {
  const timesH = Float64Array.from({ length: 6 * 60 + 1 }, (_, minute) => minute / 60);
  const { typical } = courseOf(regimen('noppers-2011-fibromyalgia'), timesH).acuteRelief;
  return typical.filter((value, minute) => minute > 30 && value >= share).length;
}

/** Days from the first to the last minute of infusion. */
function lengthOfCourse(id: string): number {
  const ends = regimen(id).steps.map((step) =>
    step.kind === 'infusion'
      ? step.startH + step.durationH + (step.repeat ? (step.repeat.count - 1) * step.repeat.everyH : 0)
      : step.startH,
  );
  return Math.max(...ends) / 24;
}

/** How long relief lasts after short and long infusions. */
export const reliefClaims: readonly Claim[] = [
  {
    id: 'usual-drugs',
    chapter,
    place: 'Review, "Introduction"',
    text: 'Of patients with chronic pain 30 to 40 % get adequate relief from the usual drugs.',
    source: 'Review, its references 2 and 3',
    comparisons: () => [],
    judgement: {
      verdict: 'not reproducible',
      why: 'The trials behind it are not packaged. NeuPSIG 2025 gives it as a number needed to treat of 4.6 to 8.9 for the first-line drugs of neuropathic pain.',
    },
  },
  {
    id: 'short-infusion',
    chapter,
    place,
    text: 'S-ketamine 0.5 mg/kg over 30 minutes relieved for no more than 45 minutes (fibromyalgia, against midazolam).',
    source: 'Noppers 2011, Eur J Pain 15:942',
    comparisons: () => [
      {
        what: 'minutes after the end with at least half of the greatest acute relief (M1 and its effect)',
        unit: 'min',
        printed: { low: 0, high: 45 },
        computed: minutesOfAcuteRelief(0.5),
      },
      {
        what: 'minutes with at least a third of it',
        unit: 'min',
        printed: { low: 0, high: 45 },
        computed: minutesOfAcuteRelief(1 / 3),
        aside: true,
      },
    ],
    note: 'The abstract follows the relief for up to 2.5 h, as long as the plasma concentration.',
  },
  {
    id: 'long-infusion',
    chapter,
    place,
    text: 'A 100 h infusion of S-ketamine up to 20 to 30 mg/h relieved for up to 3 months.',
    source: 'Sigtermans 2009, Pain 145:304',
    comparisons: () => [
      {
        what: 'share relieved in week 12 in a responder (M7): lost, as in the trial (P = 0.07)',
        unit: '1',
        printed: { low: 0, high: 0.1 },
        computed: slowRelief()[84 * 24] ?? Number.NaN,
      },
      {
        what: 'days with at least 30 % relief in a responder (M7)',
        unit: 'd',
        printed: { low: 84, high: 91 },
        computed: summaryOf(regimen('sigtermans-2009')).daysAtLeast30.typical,
        aside: true,
      },
    ],
    judgement: {
      verdict: 'holds within',
      why: 'The difference to placebo was significant to week 11. An important share of the pain (30 %) stays away for about 39 days in a responder, and not every patient is one: 67 % on the drug, 23 % on placebo (Dahan 2011).',
    },
  },
  {
    id: 'longer-lasts-longer',
    chapter,
    place,
    text: 'The longer the infusion, the longer the relief.',
    source: 'Review, its reference 9',
    comparisons: () => [
      {
        what: 'days with at least 30 % relief: 100 h less 30 min (both M7)',
        unit: 'd',
        printed: { low: 1, high: Number.POSITIVE_INFINITY },
        computed:
          summaryOf(regimen('sigtermans-2009')).daysAtLeast30.typical -
          summaryOf(regimen('noppers-2011-fibromyalgia')).daysAtLeast30.typical,
      },
    ],
    note: 'The model says so because its slow effect is filled slowly. No trial has compared lengths of infusion; for anything but 100 h it is an extrapolation.',
  },
  {
    id: 'ten-to-fourteen-days',
    chapter,
    place: 'Review, "Summary" and "Ketamine for chronic pain"',
    text: 'Long-term treatment means 10 to 14 days.',
    source: 'Sigtermans 2009, Schwartzman 2009, Amr 2010',
    comparisons: () =>
      [
        { id: 'sigtermans-2009', label: 'Sigtermans 2009' },
        { id: 'schwartzman-2009', label: 'Schwartzman 2009' },
        { id: 'amr-2010', label: 'Amr 2010' },
      ].map(({ id, label }) => ({
        what: `first to last hour of infusion, ${label}`,
        unit: 'd',
        printed: { low: 10, high: 14 },
        computed: lengthOfCourse(id),
      })),
    judgement: {
      verdict: 'contradicted',
      why: 'The three trials gave 100 h without a break, ten sessions of 4 h, and seven of 5 h.',
    },
  },
  {
    id: 'three-trials',
    chapter,
    place,
    text: 'Three randomised trials studied multi-day infusions: two in complex regional pain syndrome, one after spinal cord injury.',
    source: 'The packaged trials T01, T02 and T03',
    comparisons: () => {
      const pooled = trials.filter(({ id }) => ['T01', 'T02', 'T03'].includes(id));
      const of = (syndrome: string) => pooled.filter((trial) => trial.syndrome === syndrome).length;
      return [
        {
          what: 'complex regional pain syndrome',
          unit: 'trials',
          printed: { value: 2, decimals: 0 },
          computed: of('Complex regional pain syndrome'),
        },
        {
          what: 'spinal cord injury',
          unit: 'trials',
          printed: { value: 1, decimals: 0 },
          computed: of('Spinal cord injury'),
        },
      ];
    },
  },
  {
    id: 'retreatment',
    chapter,
    place,
    text: 'Treatment must be repeated within 4 to 6 weeks.',
    source: 'Review, from its pooled effects',
    comparisons: () => [
      {
        what: 'day on which the relief of a responder falls below 30 % (M7, 100 h infusion)',
        unit: 'd',
        printed: { low: 28, high: 42 },
        computed: dayOfFallTo(0.3),
      },
    ],
    note: 'A second course after 16 days harmed the liver in 3 of 6 patients (Noppers 2011): when relief wanes is not when it is safe to go on.',
  },
  {
    id: 'antidepressant',
    chapter,
    place,
    text: 'One subanaesthetic dose lifts depression within an hour.',
    source: 'Review, its references 47 and 48',
    comparisons: () => [],
    judgement: {
      verdict: 'not reproducible',
      why: 'Ketame holds no model and no trials of depression. In the trial of long infusions in pain, mood did not improve (Sigtermans 2009).',
    },
  },
];
