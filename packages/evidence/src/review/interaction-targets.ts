import { clearanceChanges, notMet, observedInteractions, predictInteraction } from '@ketame/ketamine';
import { type Claim, tolerance } from './claim.ts';

/** Interactions that papers measured. */
export const interactionTargets: readonly Claim[] = observedInteractions.map(
  ({ perpetrator, taken, route, quantity, ratio, interval, source }) => {
    const change = clearanceChanges[perpetrator];
    const calibrated = change.calibratedOn.includes(`${route} ${quantity}`);
    const missed = notMet.find(
      (one) => one.perpetrator === perpetrator && one.route === route && one.quantity === quantity,
    );
    return {
      id: `interaction-${perpetrator}-${route}-${quantity}-${source.citation.slice(0, 7)}`
        .toLowerCase()
        .replaceAll(/[^a-z]+/g, '-')
        .replaceAll(/-$/g, ''),
      chapter: 'Validation targets: interactions' as const,
      place: source.citation,
      text: `${perpetrator} ${taken}: ${quantity} ${route === 'iv' ? 'by vein' : route === 'oral' ? 'by mouth' : 'by the nose'} ${ratio} times as large${interval ? ` (${interval[0]} to ${interval[1]})` : ''}.`,
      source: route === 'nasal' ? 'M6 with a changed clearance of the liver' : 'M5 with a changed clearance',
      comparisons: () => [
        {
          what: `ratio with over without ${perpetrator}`,
          unit: '1',
          printed: { value: ratio, decimals: Number.isInteger(ratio * 10) ? 1 : 2 },
          computed: predictInteraction(
            {
              liver: change.liver.value,
              gut: change.gut.value,
              norketamine: change.norketamine.value,
            },
            route,
          )[quantity],
          within: interval
            ? { low: interval[0], high: interval[1], why: 'the interval as printed' }
            : tolerance(ratio, 0.15, '15 % either way; no interval is printed'),
        },
      ],
      ...(missed && {
        judgement: {
          verdict: 'contradicted' as const,
          why: `Known, and said where it is used: ${missed.reason}.`,
        },
      }),
      ...(calibrated && { note: 'The factor was fitted to this observation: no test of the model.' }),
    };
  },
);
