import {
  adverseEvents,
  type Estimate,
  helpedPerHarmed,
  normalQuantile,
  numberNeeded,
  proportion,
  riskDifference,
  simulatedOutcomes,
  utilityOfMargins,
  utilityOverTime,
} from '@ketame/evidence';
import { courseFigure, type Theme } from '@ketame/figures';
import { acuteEffects, catalogue, publishedRegimens, reliefThatCounts } from '@ketame/ketamine';
import { Slider } from '@mantine/core';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { Drawing } from '../evidence/Drawing.tsx';
import { Section } from '../parts/Page.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import classes from './benefit-risk.module.css';

const level = 0.95;
const z975 = normalQuantile(0.5 + level / 2);
/** Virtual patients behind the curves, and every half day of 12 weeks. */
const people = 200;
const seed = 1;
const timesH = Array.from({ length: 169 }, (_, i) => 12 * i);

/** A chance published with its standard error, by the normal approximation that its paper uses. */
function chance(symbol: string): Estimate & { readonly standardError: number } {
  const card = catalogue.find(({ name }) => name === 'dahan-2011');
  const row = card?.parameters.find((one) => one.symbol === symbol);
  if (row?.standardError === undefined) throw new Error(`Dahan 2011 has no ${symbol}.`);
  const { value, standardError } = row;
  return {
    value,
    standardError,
    lower: Math.max(0, value - z975 * standardError),
    upper: Math.min(1, value + z975 * standardError),
    level,
  };
}

/** Counts of psychotomimetic effects in the same trial. */
function harmCounts() {
  const row = adverseEvents.find(({ id }) => id === 'A02');
  const { ketamineEvents, ketamineN, controlEvents, controlN } = row ?? {};
  if (
    ketamineEvents === undefined ||
    ketamineN === undefined ||
    controlEvents === undefined ||
    controlN === undefined
  ) {
    throw new Error('The counts of Sigtermans 2009 are missing.');
  }
  return {
    ketamine: { events: ketamineEvents, n: ketamineN },
    control: { events: controlEvents, n: controlN },
  };
}

const percentText = ({ value, lower, upper }: Estimate) =>
  `${(100 * value).toFixed(0)} % (${(100 * lower).toFixed(0)} to ${(100 * upper).toFixed(0)})`;
const numberText = ({ value, lower, upper }: Estimate) =>
  `${value.toFixed(2)} (${lower.toFixed(2)} to ${upper.toFixed(2)})`.replaceAll('-', '−');

/** One benefit against one harm in the one trial that has both: numbers needed, and the utility that lambda decides. */
export function SingleMeasures() {
  const [harmWeight, setHarmWeight] = useState(1);
  const lambda = useDeferredValue(harmWeight);
  const known = useMemo(singleMeasures, []);
  const ketamine = utilityOfMargins(known.responds.drug, known.harmed.drug, lambda);
  const placebo = utilityOfMargins(known.responds.placebo, known.harmed.placebo, lambda);
  const rows = [
    { name: 'S-ketamine, 100 h', utility: ketamine },
    { name: 'Placebo', utility: placebo },
  ];
  return (
    <Section title="One benefit against one harm" note="100 h of S-ketamine, where both were counted">
      <p className={classes.text}>
        To respond: {known.needed.text}. To have psychotomimetic effects: {known.harmNeeded.text}.{' '}
        {known.helped.known
          ? `For each one who has them ${numberText(known.helped.ratio)} respond (LHH).`
          : known.helped.reason}{' '}
        These effects pass with the infusion and relief may last for weeks, so what one weighs beside the
        other decides the answer:
      </p>
      <div className={classes.slider}>
        <div id="lambda">One harm weighs as much as so many benefits</div>
        <Slider
          min={0}
          max={2}
          step={0.05}
          value={harmWeight}
          onChange={setHarmWeight}
          marks={[{ value: 0 }, { value: 1 }, { value: 2 }]}
          label={null}
          thumbProps={{ 'aria-labelledby': 'lambda' }}
        />
        <output>{harmWeight.toFixed(2)}</output>
      </div>
      <ScrollRegion label="utility with its parts">
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col" />
              <th scope="col">Benefit, P(B)</th>
              <th scope="col">Harm, P(H)</th>
              <th scope="col">P(B) − λ P(H)</th>
              <th scope="col">P(B and not H)</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, utility }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td data-label="P(B)">{percentText(utility.benefit)}</td>
                <td data-label="P(H)">{percentText(utility.harm)}</td>
                <td data-label="P(B) − λ P(H)">{numberText(utility.difference)}</td>
                <td data-label="P(B and not H)">
                  {utility.joint.from === 'margins' &&
                    `from ${(100 * utility.joint.bounds.lower).toFixed(0)} to ${(100 * utility.joint.bounds.upper).toFixed(0)} %: who had both is not known`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className={classes.source}>
        Benefit: an analgesic effect, Dahan 2011. Harm: psychotomimetic effects, Sigtermans 2009 (full text,
        second hand). 95 % intervals; NNT by Altman 1998, utility by Sheiner and Melmon, bounds by Fréchet. In
        the same patients 28 of 30 guessed what they had, so that the benefit told is not free of belief.
      </p>
      <OverTime harmWeight={lambda} />
    </Section>
  );
}

function singleMeasures() {
  const drug = chance('p(ketamine)');
  const placebo = chance('p(placebo)');
  const standardError = Math.hypot(drug.standardError, placebo.standardError);
  const value = drug.value - placebo.value;
  const gain = { value, lower: value - z975 * standardError, upper: value + z975 * standardError, level };
  const counts = harmCounts();
  const harm = riskDifference(counts.ketamine, counts.control, level);
  return {
    responds: { drug, placebo },
    harmed: { drug: proportion(counts.ketamine, level), placebo: proportion(counts.control, level) },
    needed: numberNeeded(gain, 'wanted'),
    harmNeeded: numberNeeded(harm, 'unwanted'),
    helped: helpedPerHarmed(gain, harm),
  };
}

/** The concentration at which the drug high counts as harm: that with half of the greatest, ng/mL. */
function harmfulNgPerMl(): number {
  const effect = acuteEffects.find(({ id }) => id === 'simons-2022-drug-high');
  if (effect?.relation.kind !== 'sigmoid') throw new Error('The drug high has no C50.');
  return effect.relation.c50.value;
}

const regimen = publishedRegimens.find(({ id }) => id === 'sigtermans-2009')?.regimen;

/** Utility over the 12 weeks in virtual patients, in each of whom benefit and harm come from the same doses. */
function OverTime({ harmWeight }: { readonly harmWeight: number }) {
  const outcomes = useMemo(
    () =>
      regimen &&
      simulatedOutcomes(regimen, timesH, {
        leastRelief: reliefThatCounts.value,
        harmfulNgPerMl: harmfulNgPerMl(),
        chanceToRespond: chance('p(ketamine)').value,
        people,
        seed,
      }),
    [],
  );
  const draw = useCallback(
    (width: number, theme: Theme) => {
      const utilities = utilityOverTime(timesH, outcomes ?? [], harmWeight).map(({ utility }) => utility);
      const samples = (pick: (utility: (typeof utilities)[number]) => Estimate) => ({
        times: Float64Array.from(timesH),
        values: Float64Array.from(utilities, (one) => pick(one).value),
        low: Float64Array.from(utilities, (one) => pick(one).lower),
        high: Float64Array.from(utilities, (one) => pick(one).upper),
      });
      const band = `95 % interval of a share of ${people} virtual patients; what the model itself leaves open is not in it`;
      const source = `M7 and M2 in virtual patients (Otto 2021), seed ${seed}`;
      return courseFigure({
        title: 'Utility over the 12 weeks, 100 h of S-ketamine',
        description: `Share of virtual patients with relief, with a drug high, and the utility with one harm weighing ${harmWeight.toFixed(2)} benefits.`,
        panels: [
          {
            title: 'With at least 30 % relief, P(B)',
            unit: 'share',
            source,
            band,
            reachesTo: 1,
            series: [
              { label: 'benefit', colour: 'green', kind: 'predicted', ...samples(({ benefit }) => benefit) },
            ],
          },
          {
            title: 'With a drug high, P(H)',
            unit: 'share',
            source,
            band,
            reachesTo: 1,
            series: [{ label: 'harm', colour: 'orange', kind: 'predicted', ...samples(({ harm }) => harm) }],
          },
          {
            title: `Utility, P(B) − ${harmWeight.toFixed(2)} P(H)`,
            unit: 'utility',
            source,
            band,
            series: [
              {
                label: 'utility',
                colour: 'ink',
                kind: 'predicted',
                ...samples(({ difference }) => difference),
              },
            ],
          },
        ],
        time: { from: 0, to: timesH.at(-1) ?? 0, unit: 'weeks' },
        width,
        theme,
      });
    },
    [harmWeight, outcomes],
  );
  if (!outcomes) return null;
  return (
    <Drawing
      description="Benefit, harm and utility over the 12 weeks in virtual patients"
      name="utility-over-time"
      least={340}
      draw={draw}
    />
  );
}
