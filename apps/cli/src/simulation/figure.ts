import {
  type Colour,
  courseFigure,
  type Panel,
  regimenColours,
  substanceColours,
  type TimeUnit,
} from '@ketame/figures';
import { UserError } from '../user-error.ts';
import type { Infusion, SimulationResult } from './result.ts';

/** The result as a stand-alone SVG: the infusions as ordered above, one panel for each unit of the outputs below. */
export function toSvg({ model, timesH, outputs, infusions }: SimulationResult): string {
  const from = timesH[0] ?? 0;
  const to = timesH.at(-1) ?? 0;
  if (to <= from)
    throw new UserError('times: a figure needs at least two different times; one is enough for CSV and JSON');
  const units = [...new Set(outputs.map(({ unit }) => unit))];
  const site = model.samplingSite ? `${capital(model.samplingSite)} plasma` : 'Outputs';
  const panels: Panel[] = units.map((unit) => ({
    title: unit === 'ng/mL' ? site : 'Outputs',
    unit: unit === '1' ? 'share, 0 to 1' : unit,
    source: model.source,
    height: 180,
    series: outputs
      .filter((output) => output.unit === unit)
      .map(({ name, values }, index) => ({
        label: name,
        colour: colourOf(name, index),
        kind: 'predicted',
        times: timesH,
        values,
      })),
  }));
  return `${courseFigure({
    title: `Simulated by ${model.name}`,
    description: `${outputs.map(({ name }) => name).join(', ')} from ${from} to ${to} hours, predicted by ${model.source}.`,
    panels: [...ratePanel(infusions), ...panels],
    time: { from, to, unit: timeUnit(to - from) },
    width: 760,
    theme: 'light',
  })}\n`;
}

function ratePanel(infusions: readonly Infusion[]): Panel[] {
  if (infusions.length === 0) return [];
  const changes = new Map<number, number>();
  const change = (timeH: number, by: number) => {
    // One infusion that ends when the next begins makes one step, whatever the last digits of their times.
    const time = Number(timeH.toFixed(9));
    changes.set(time, (changes.get(time) ?? 0) + by);
  };
  for (const { fromH, toH, rateMgPerH } of infusions) {
    change(fromH, rateMgPerH);
    change(toH, -rateMgPerH);
  }
  const times = [...changes.keys()].sort((a, b) => a - b);
  let now = 0;
  const values = times.map((time) => {
    now += changes.get(time) ?? 0;
    return now;
  });
  const rate = { label: 'as ordered', colour: 'ink', kind: 'given', times, values } as const;
  return [
    {
      title: 'Infusion rate',
      unit: 'mg/h',
      source: 'the doses of the specification',
      height: 70,
      series: [rate],
    },
  ];
}

function colourOf(name: string, index: number): Colour {
  return isSubstance(name)
    ? substanceColours[name]
    : (regimenColours[index % regimenColours.length] ?? 'ink');
}

function isSubstance(name: string): name is keyof typeof substanceColours {
  return Object.hasOwn(substanceColours, name);
}

/** Hours up to ten days, days up to six weeks, weeks beyond. */
function timeUnit(spanH: number): TimeUnit {
  if (spanH <= 240) return 'h';
  return spanH <= 1008 ? 'days' : 'weeks';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
