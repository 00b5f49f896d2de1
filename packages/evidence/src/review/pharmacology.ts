import { acuteEffects, clearanceChanges, observedInteractions, predictInteraction } from '@ketame/ketamine';
import type { Claim, Comparison } from './claim.ts';
import { adult, concentrations, disposition, parameter, phases } from './predicted.ts';

const chapter = 'Pharmacology';
const place = 'Review, "Pharmacology"';
const S = 'S-ketamine' as const;
const racemic = 'racemic ketamine' as const;

/** Models that give back what the older papers measured, and M2, whose sampling was the longest. */
const models = [
  { model: 'simons-2022', drug: S, output: S, label: 'M1 Simons 2022, arterial' },
  { model: 'noppers-2011', drug: S, output: S, label: 'M3 Noppers 2011, arterial' },
  { model: 'domino-1982', drug: racemic, output: racemic, label: 'M4 Domino 1982' },
  { model: 'clements-1981', drug: racemic, output: racemic, label: 'Clements 1981' },
  { model: 'fanta-2015-otto-2021', drug: S, output: S, label: 'M2 Fanta 2015 and Otto 2021, venous' },
] as const;

const isLongest = (model: string) => model === 'fanta-2015-otto-2021';

const mlPerMinPerKg = (litresPerHour: number) => (litresPerHour * 1000) / 60 / adult.weightKg;

const hoursOfLongInfusion = 100;

/** Norketamine over ketamine some hours after the start of 100 h at 20 mg/h. */
function metaboliteRatio(model: string, timeH: number): number {
  const doses = [{ drug: S, amountMg: 20 * hoursOfLongInfusion, durationH: hoursOfLongInfusion }];
  const at = (output: string) =>
    concentrations(model, doses, output, Float64Array.of(timeH))[0] ?? Number.NaN;
  return at('S-norketamine') / at('S-ketamine');
}

const aboveOne = { low: 1, high: Number.POSITIVE_INFINITY };

function delays(): Comparison[] {
  return acuteEffects.flatMap(({ title, source, delay }) =>
    delay === null
      ? []
      : [
          {
            what: `${title} (${source.citation})`,
            unit: 'min',
            printed: { low: 1, high: 10 },
            computed: delay.value,
            within: {
              low: 1,
              high: 12,
              why: 'the estimate of one of several endpoints, whose mean lies inside',
            },
          },
        ],
  );
}

/** Constants of the kinetics. */
export const pharmacologyClaims: readonly Claim[] = [
  {
    id: 'volume',
    chapter,
    place,
    text: 'The volume of distribution is nearly 3 L/kg.',
    source: 'Review, its references 8, 10 and 11',
    comparisons: () =>
      models.map(({ model, drug, output, label }) => ({
        what: `volume at steady state, ${label}`,
        unit: 'L/kg',
        printed: { value: 3, decimals: 0 },
        computed: disposition(model, drug, output).steadyVolumeL / adult.weightKg,
        within: { low: 2.5, high: 4.5, why: 'the spread between published models of the first hours' },
        aside: isLongest(model),
      })),
    note: 'M2 followed the blood for 23.5 h, longer than the others, and saw a deeper volume.',
  },
  {
    id: 'redistribution',
    chapter,
    place,
    text: 'The half-life of redistribution is 7 to 15 minutes.',
    source: 'Review, its references 8, 10 and 11',
    comparisons: () => {
      const m1 = (symbol: string) => parameter('simons-2022', symbol);
      const m4 = (symbol: string) => parameter('domino-1982', symbol);
      const simons = phases({
        k10: m1('CL1') / m1('VK1'),
        k12: m1('Q2') / m1('VK1'),
        k21: m1('Q2') / m1('VK2'),
        k13: m1('Q3') / m1('VK1'),
        k31: m1('Q3') / m1('VK3'),
      });
      const domino = phases({
        k10: m4('k10'),
        k12: m4('k12'),
        k21: m4('k21'),
        k13: m4('k13'),
        k31: m4('k31'),
      });
      return [
        ...[
          { label: 'M1 Simons 2022', found: simons },
          { label: 'M4 Domino 1982', found: domino },
        ].flatMap(({ label, found }) =>
          ['first', 'second'].map((name, i) => ({
            what: `${name} phase of ${label}`,
            unit: 'min',
            printed: { low: 7, high: 15 },
            computed: found[i] ?? Number.NaN,
          })),
        ),
      ];
    },
    judgement: {
      verdict: 'not reproducible',
      why: 'Models of three compartments split it into a phase of a minute or less and one of 5 to 21 minutes. The review does not say from which data and model its range is.',
    },
  },
  {
    id: 'clearance',
    chapter,
    place,
    text: 'Clearance is 15 mL/kg per minute.',
    source: 'Review, its references 8, 10 and 11',
    comparisons: () =>
      models.map(({ model, drug, output, label }) => ({
        what: label,
        unit: 'mL/min/kg',
        printed: { value: 15, decimals: 0 },
        computed: mlPerMinPerKg(disposition(model, drug, output).clearanceLPerH),
      })),
    judgement: {
      verdict: 'superseded',
      why: 'Every model that Ketame carries clears faster. A meta-analysis of 18 studies found 79 L/h per 70 kg (69 to 90), which is 19 mL/kg per minute (16 to 21) (Kamp 2020, Anesthesiology 133:1192).',
    },
  },
  {
    id: 'elimination',
    chapter,
    place,
    text: 'The half-life of elimination is 2 to 3 hours.',
    source: 'Review, its references 8, 10 and 11',
    comparisons: () =>
      models.map(({ model, drug, output, label }) => ({
        what: label,
        unit: 'h',
        printed: { low: 2, high: 3 },
        computed: disposition(model, drug, output).terminalHalfLifeH,
        within: {
          low: 1.75,
          high: 3.25,
          why: 'a quarter of an hour either way, the last digit of the papers',
        },
        aside: isLongest(model),
      })),
    note: 'Followed for longer, the tail is longer: 7.4 h in M2. Over weeks the slow effect, not the tail, decides.',
  },
  {
    id: 'equilibration',
    chapter,
    place,
    text: 'Blood and effect site come into balance with a half-life of 1 to 10 minutes.',
    source: 'Review, its references 12 to 14',
    comparisons: delays,
  },
  {
    id: 'slow-half-life',
    chapter,
    place,
    text: 'In complex regional pain syndrome the lasting relief comes and goes with a half-life of 11 days.',
    source: 'Dahan 2011, Eur J Pain 15:258',
    comparisons: () => [
      {
        what: 'half-life of the slow effect (M7)',
        unit: 'd',
        printed: { value: 11, decimals: 0 },
        computed: parameter('dahan-2011', 't½'),
      },
    ],
    note: 'Its 95 % interval runs from 5.3 to 20.5 days.',
  },
  {
    id: 'norketamine',
    chapter,
    place,
    text: 'Norketamine may exceed ketamine in the blood, above all after a long infusion, and does so when the infusion has stopped.',
    source: 'Review, its references 4, 8 and 12',
    comparisons: () =>
      [
        { model: 'simons-2022', label: 'M1' },
        { model: 'fanta-2015-otto-2021', label: 'M2' },
      ].flatMap(({ model, label }) => [
        {
          what: `norketamine over ketamine 2 h after 100 h of S-ketamine, ${label}`,
          unit: '1',
          printed: aboveOne,
          computed: metaboliteRatio(model, hoursOfLongInfusion + 2),
        },
        {
          what: `the same at the end of the infusion, ${label}`,
          unit: '1',
          printed: aboveOne,
          computed: metaboliteRatio(model, hoursOfLongInfusion),
          aside: true,
        },
      ]),
  },
  {
    id: 'inhibitors',
    chapter,
    place,
    text: 'Drugs that inhibit the enzymes of ketamine raise its concentration.',
    source: 'Hagelberg 2010; Peltoniemi 2011 and 2012',
    comparisons: () =>
      observedInteractions
        .filter(
          ({ perpetrator, quantity, route }) =>
            quantity === 'ketamine AUC' &&
            route === 'oral' &&
            ['clarithromycin', 'grapefruit juice', 'ticlopidine', 'itraconazole'].includes(perpetrator),
        )
        .map(({ perpetrator, ratio }) => ({
          what: `AUC by mouth with ${perpetrator}, computed; observed ${ratio}`,
          unit: '1',
          printed: { low: 1.25, high: Number.POSITIVE_INFINITY },
          computed: predictInteraction(
            {
              liver: clearanceChanges[perpetrator].liver.value,
              gut: clearanceChanges[perpetrator].gut.value,
            },
            'oral',
          )['ketamine AUC'],
          aside: perpetrator === 'itraconazole',
        })),
    note: 'Itraconazole, which inhibits CYP3A4 strongly, did nothing: not every inhibitor does.',
  },
  {
    id: 'inducers',
    chapter,
    place,
    text: 'Induction of the enzymes changes the concentration little, since the liver already takes most of what passes.',
    source: 'Noppers 2011, Anesthesiology 114:1435; Peltoniemi 2012',
    comparisons: () =>
      (['iv', 'oral'] as const).map((route) => ({
        what: `AUC with rifampicin, ${route === 'iv' ? 'by vein' : 'by mouth'}`,
        unit: '1',
        printed: { low: 0.8, high: 1 },
        computed: predictInteraction(
          { liver: clearanceChanges.rifampicin.liver.value, gut: clearanceChanges.rifampicin.gut.value },
          route,
        )['ketamine AUC'],
        within: { low: 0.7, high: 1, why: 'measured by vein: 0.86 and 0.90' },
        aside: route === 'oral',
      })),
    note: 'True by vein alone: of swallowed S-ketamine rifampicin left 14 % (Peltoniemi 2012).',
  },
];
