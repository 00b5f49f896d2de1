import { type Claim, tolerance } from './claim.ts';
import { areaOf, disposition, type GivenDose, infusion, peakOf, steadyState } from './predicted.ts';

const S = 'S-ketamine' as const;
const racemic = 'racemic ketamine' as const;
const chapter = 'Validation targets: concentrations';

/** Peaks of two short infusions by five models, computed independently from the same equations. */
const independentPeaks = [
  { model: 'simons-2022', drug: S, label: 'M1 Simons 2022', twenty: 268, thirtyFive: 289 },
  { model: 'noppers-2011', drug: S, label: 'M3 Noppers 2011', twenty: 256, thirtyFive: 277 },
  { model: 'fanta-2015-otto-2021', drug: S, label: 'M2 Fanta and Otto', twenty: 112, thirtyFive: 158 },
  { model: 'domino-1982', drug: racemic, label: 'M4 Domino 1982', twenty: 240, thirtyFive: 240 },
  { model: 'clements-1981', drug: racemic, label: 'Clements 1981', twenty: 125, thirtyFive: 177 },
] as const;

/** Concentrations that others computed from the same equations. */
export const computedConcentrationTargets: readonly Claim[] = [
  {
    id: 'V13',
    chapter,
    place: 'The models’ own equations, integrated independently',
    text: 'S-ketamine 20 mg/h settles at 225 (M1), 210 (M2) and 214 (M3) ng/mL, the racemate at 173 (Domino); norketamine at 250 to 350.',
    source: 'M1 to M4',
    comparisons: () => [
      ...(
        [
          ['simons-2022', S, 225],
          ['fanta-2015-otto-2021', S, 210],
          ['noppers-2011', S, 214],
          ['domino-1982', racemic, 173],
        ] as const
      ).map(([model, drug, value]) => ({
        what: model,
        unit: 'ng/mL',
        printed: { value, decimals: 0 },
        computed: steadyState(model, drug, drug),
      })),
      {
        what: 'norketamine, M2',
        unit: 'ng/mL',
        printed: { low: 250, high: 350 },
        computed: steadyState('fanta-2015-otto-2021', S, 'S-norketamine'),
      },
    ],
  },
  {
    id: 'independent-peaks',
    chapter,
    place: 'The models’ own equations, integrated independently',
    text: 'Peaks after 20 mg over 20 minutes and 35 mg over 40 minutes, by five models.',
    source: 'M1 to M4 and Clements 1981',
    comparisons: () =>
      independentPeaks.flatMap(({ model, drug, label, twenty, thirtyFive }) => {
        const close = (value: number) =>
          tolerance(value, 0.01, 'one per cent: the other integration was rounded');
        return [
          {
            what: `${label}, 20 mg over 20 min`,
            unit: 'ng/mL',
            printed: { value: twenty, decimals: 0 },
            computed: peakOf(model, [infusion(20, 1 / 3, drug)], drug),
            within: close(twenty),
          },
          {
            what: `${label}, 35 mg over 40 min`,
            unit: 'ng/mL',
            printed: { value: thirtyFive, decimals: 0 },
            computed: peakOf(model, [infusion(35, 2 / 3, drug)], drug),
            within: close(thirtyFive),
          },
        ];
      }),
  },
  {
    id: 'independent-disposition',
    chapter,
    place: 'The models’ own equations, integrated independently',
    text: 'Clearance of 88.8 (M1), 93.5 (M3), 95.2 (M2), 116 (M4) and 80.2 (Clements) L/h; terminal half-lives of 3.2, 2.4, 7.4, 1.9 and 3.1 h.',
    source: 'M1 to M4 and Clements 1981',
    comparisons: () =>
      (
        [
          ['simons-2022', S, 88.8, 1, 3.2],
          ['noppers-2011', S, 93.5, 1, 2.4],
          ['fanta-2015-otto-2021', S, 95.2, 1, 7.4],
          ['domino-1982', racemic, 116, 0, 1.9],
          ['clements-1981', racemic, 80.2, 1, 3.1],
        ] as const
      ).flatMap(([model, drug, clearance, decimals, halfLife]) => {
        const found = disposition(model, drug, drug);
        return [
          {
            what: `${model}, clearance`,
            unit: 'L/h',
            printed: { value: clearance, decimals },
            computed: found.clearanceLPerH,
            within: tolerance(clearance, 0.002, 'two in a thousand: the area is by the trapezoid rule'),
          },
          {
            what: `${model}, half-life`,
            unit: 'h',
            printed: { value: halfLife, decimals: 1 },
            computed: found.terminalHalfLifeH,
            within: tolerance(halfLife, 0.02, 'two per cent: the tail was read off at other times'),
          },
        ];
      }),
  },
  {
    id: 'M5-oral',
    chapter,
    place: 'Ashraf 2018, its equations integrated independently',
    text: 'S-ketamine 14 mg by mouth peaks at 8.1 ng/mL with an area of 24.5 ng h/mL.',
    source: 'M5',
    comparisons: () => {
      const dose: GivenDose = { drug: S, route: 'oral', amountMg: 14 };
      return [
        {
          what: 'peak',
          unit: 'ng/mL',
          printed: { value: 8.1, decimals: 1 },
          computed: peakOf('ashraf-2018', [dose], S),
        },
        {
          what: 'area to 200 h',
          unit: 'ng h/mL',
          printed: { value: 24.5, decimals: 1 },
          computed: areaOf('ashraf-2018', [dose], S, 200),
          within: tolerance(24.5, 0.01, 'one per cent: the other integration was rounded'),
        },
      ];
    },
  },
];
