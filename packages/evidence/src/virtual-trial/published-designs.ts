import { parameter } from '../review/predicted.ts';
import { adverseEvents } from '../studies/adverse-events.ts';
import type { TrialArm, TrialDesign } from './design.ts';

/** A published trial as a design, with what in it is not the paper's own. */
export interface PublishedDesign {
  readonly id: string;
  readonly design: TrialDesign;
  readonly source: string;
  /** One plain sentence each. */
  readonly ours: readonly string[];
}

/**
 * What no paper prints. A baseline of 7 ± 2, half of it relieved in who responds to placebo, and answers that vary by 1
 * give the standard deviations that Sigtermans 2009 found in week 1 (2.79 and 2.63, from its standard errors).
 */
const common = {
  control: 'placebo',
  baselinePain: { mean: 7, standardDeviation: 2 },
  withinPerson: 1,
  placeboRelief: { share: 0.5, halfLifeDays: 42 },
  beliefPoints: 0.5,
  analysis: { outcome: 'pain', missing: 'left out', alpha: 0.05, power: 0.8 },
  trials: 1000,
  virtualPatients: 300,
  seed: 1,
} as const;

/** The chance of something in the arms of a trial. */
interface Chances {
  readonly drug: number;
  readonly placebo: number;
}

/** To respond (Dahan 2011). */
const response: Chances = {
  drug: parameter('dahan-2011', 'p(ketamine)'),
  placebo: parameter('dahan-2011', 'p(placebo)'),
};

/** Of an adverse event, from its row: as counts where there are, else as percentages. */
function chancesOf(id: string): Chances {
  const row = adverseEvents.find((one) => one.id === id);
  const share = (events?: number, n?: number, percent?: number) =>
    events === undefined || n === undefined ? (percent ?? Number.NaN) / 100 : events / n;
  const drug = share(row?.ketamineEvents, row?.ketamineN, row?.ketaminePercent);
  const placebo = share(row?.controlEvents, row?.controlN, row?.controlPercent);
  if (Number.isNaN(drug + placebo)) throw new Error(`There are no chances in both arms in ${id}.`);
  return { drug, placebo };
}

/** Psychotomimetic effects, Sigtermans 2009 (abstract). */
const psychotomimetic = chancesOf('A01');

const pair = (
  people: readonly [number, number],
  regimen: string,
  chanceOfPsychotomimetic: Chances,
): TrialArm[] => [
  {
    name: 'ketamine',
    people: people[0],
    regimen,
    chanceToRespond: response.drug,
    chanceOfPsychotomimetic: chanceOfPsychotomimetic.drug,
    dropOutPerWeek: 0,
  },
  {
    name: 'placebo',
    people: people[1],
    regimen: null,
    chanceToRespond: response.placebo,
    chanceOfPsychotomimetic: chanceOfPsychotomimetic.placebo,
    dropOutPerWeek: 0,
  },
];

const ours = [
  'Baseline pain, spread of answers, relief of placebo responders and its half-life, and the effect of a broken blind are ours; no source that was read prints them.',
  'Nobody is lost, as the number of people is that analysed.',
];

/** The three trials that the review pooled. */
export const publishedDesigns: readonly PublishedDesign[] = [
  {
    id: 'sigtermans-2009',
    source:
      'Sigtermans MJ et al. Pain 2009;145:304-11; chances to respond: Dahan A et al. Eur J Pain 2011;15:258-67',
    design: {
      name: 'Sigtermans 2009: 100 h of S-ketamine in CRPS-1',
      arms: pair([30, 30], 'sigtermans-2009', psychotomimetic),
      outcomeDays: [7, 28, 84],
      ...common,
    },
    ours,
  },
  {
    id: 'schwartzman-2009',
    source: 'Schwartzman RJ et al. Pain 2009;147:107-15; 9 and 10 people analysed of 26 randomised',
    design: {
      name: 'Schwartzman 2009: 4 h on 10 days of racemic ketamine in CRPS',
      // Dysphoria, tiredness, headache or nausea: the paper's psychotomimetic effects alone were not read.
      arms: pair([9, 10], 'schwartzman-2009', chancesOf('A10')),
      outcomeDays: [17, 38, 94],
      ...common,
    },
    ours: [
      ...ours,
      'The chance to respond is that of another trial (Dahan 2011); the blind is broken by dysphoria, tiredness, headache or nausea, which were counted together.',
      'Outcome days are one, four and twelve weeks after the last of ten daily infusions.',
    ],
  },
  {
    id: 'amr-2010',
    source: 'Amr YM. Pain Physician 2010;13:245-9',
    design: {
      name: 'Amr 2010: 5 h on 7 days of racemic ketamine after spinal cord injury',
      arms: pair([20, 20], 'amr-2010', psychotomimetic),
      outcomeDays: [14, 21, 28, 35],
      ...common,
    },
    ours: [
      ...ours,
      'Chances to respond and of psychotomimetic effects are those of other trials (Dahan 2011, Sigtermans 2009).',
      'Outcome days are one to four weeks after the last of seven daily infusions.',
    ],
  },
];
