import type { Claim } from './claim.ts';
import { concentrations, courseOf } from './predicted.ts';
import { regimen } from './relief.ts';

const S = 'S-ketamine' as const;

/** The lasting relief of Dahan 2011. */
export const slowReliefTargets: readonly Claim[] = [
  {
    id: 'M7-relief',
    chapter: 'Validation targets: slow relief',
    place: 'M7 on M2, integrated independently',
    text: 'In a responder 0.80 of the pain is gone on day 4, 0.78 on day 7, 0.59 on day 21, 0.48 on day 28, 0.28 on day 42, 0.13 on day 56 and 0.03 on day 84.',
    source: 'Dahan 2011, with the functional form that is ours',
    comparisons: () => {
      const days = [4, 7, 21, 28, 42, 56, 84];
      const { typical } = courseOf(
        regimen('sigtermans-2009'),
        Float64Array.from(days, (day) => day * 24),
      ).slowRelief;
      return [0.8, 0.78, 0.59, 0.48, 0.28, 0.13, 0.03].map((value, i) => ({
        what: `day ${days[i]}`,
        unit: '1',
        printed: { value, decimals: 2 },
        computed: typical[i] ?? Number.NaN,
        within: {
          low: value - 0.01,
          high: value + 0.01,
          why: 'a hundredth either way: day 4 counts from 4.0 or 4.2 d',
        },
      }));
    },
  },
  {
    id: 'M7-fifty-days',
    chapter: 'Validation targets: slow relief',
    place: 'Dahan 2011, abstract',
    text: 'Relief outlasts the infusion by 50 days.',
    source: 'M7 on M2, 100 h of S-ketamine',
    comparisons: () => {
      const timesH = Float64Array.from({ length: 91 * 24 }, (_, hour) => hour);
      const { typical } = courseOf(regimen('sigtermans-2009'), timesH).slowRelief;
      const last = typical.findLastIndex((value) => value >= 0.15) / 24;
      return [
        {
          what: 'days after the infusion with at least 15 % relief in a responder',
          unit: 'd',
          printed: { value: 50, decimals: 0 },
          computed: last - 100 / 24,
          within: {
            low: 45,
            high: 55,
            why: 'what counts as relief is not told; 15 % is taken here, and 10 to 20 % give 57 to 44 days',
          },
        },
      ];
    },
  },
  {
    id: 'M7-site',
    chapter: 'Validation targets: slow relief',
    place: 'M7 on M2, integrated independently',
    text: 'The slow effect site holds 42 ng/mL at the end of the 100 h.',
    source: 'M7 on M2',
    comparisons: () => {
      const doses = [5, 10, 15].map((rate, i) => ({
        drug: S,
        timeH: 8 * i,
        amountMg: 8 * rate,
        durationH: 8,
      }));
      const all = [...doses, { drug: S, timeH: 24, amountMg: 76 * 20, durationH: 76 }];
      return [
        {
          what: 'slow effect site at 100 h',
          unit: 'ng/mL',
          printed: { value: 42, decimals: 0 },
          computed:
            concentrations('dahan-2011', all, 'slow effect site', Float64Array.of(100))[0] ?? Number.NaN,
        },
      ];
    },
  },
];
