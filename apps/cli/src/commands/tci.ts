import { targetSettingSchema } from '@ketame/contract';
import { pumpCsv, type TargetSchedule, targetSchedule } from '@ketame/ketamine';
import { InputError, type Performance } from '@ketame/pharmacometrics';
import manifest from '../../package.json' with { type: 'json' };
import { type Command, readArguments } from '../command.ts';
import { wrongFields } from '../field-errors.ts';
import { deliver, readBytes } from '../files.ts';
import { readJson } from '../json-text.ts';
import { UserError } from '../user-error.ts';

const help = `ketame tci: the pump's schedule that brings plasma, effect site or a metabolite to its target and keeps it there.

Usage
  ketame tci TARGET.json [--format csv|json] [--out FILE]

  TARGET.json      what is wanted, for whom, with which pump; - reads it from the standard input
  --format FORMAT  csv (unless told): the pump's schedule; json: also how well the target is met
  --out FILE       writes the result there, whole or not at all, instead of printing it

A target
  { "drug": "S-ketamine", "amountAs": "hydrochloride",
    "patient": { "weightKg": 70, "ageYears": 46, "sex": "female" },
    "target": { "output": "effect site", "points": [{ "timeH": 0, "value": 100 }] },
    "pump": { "concentrationMgPerMl": 2, "intervalMin": 5, "mostMlPerH": 200, "stepMlPerH": 1, "syringe": null },
    "untilH": 4 }

  Values are ng/mL of M1's arterial plasma ("S-ketamine", "S-norketamine", ...) or of its "effect site". After a
  pause or a missed bolus, give what was really given in "given" and the time from which to go on in "fromH".
  Drug, salt or base, and concentration are needed: a rate in mL/h means nothing without them.

Examples
  ketame tci target.json
  ketame tci target.json --format json --out schedule.json
`;

type Schedule = Extract<TargetSchedule, { refused: null }>;

export const tci: Command = {
  name: 'tci',
  summary: "the pump's schedule for a target in plasma, effect site or metabolite",
  help,
  async run(args, terminal) {
    const { values, positionals } = readArguments('tci', args, {
      format: { type: 'string' },
      out: { type: 'string' },
    });
    const { format = 'csv', out } = values;
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) {
      throw new UserError(`tci takes one target, not ${positionals.length}. "ketame tci --help" shows one.`);
    }
    if (format !== 'csv' && format !== 'json') {
      throw new UserError(`--format: expected one of csv, json, found "${format}".`);
    }
    const text = path === '-' ? await terminal.input() : (await readBytes(path)).toString('utf8');
    const name = path === '-' ? 'The standard input' : path;
    const value = readJson(text, name);
    const read = targetSettingSchema.safeParse(value);
    if (!read.success) throw wrongFields(name, read.error, value);
    const schedule = scheduled(read.data, name);
    for (const { message, source } of schedule.notes) terminal.note(`note: ${message} (${source})`);
    terminal.note(`note: ${lossText(schedule)}`);
    const { notes, refused: _, ...rest } = schedule;
    const answer =
      format === 'csv'
        ? pumpCsv(schedule.rates, read.data)
        : `${JSON.stringify({ ketame: manifest.version, notes, setting: read.data, ...rest }, null, 2)}\n`;
    await deliver(answer, out, terminal);
    return 0;
  },
};

function scheduled(setting: Parameters<typeof targetSchedule>[0], name: string): Schedule {
  try {
    const schedule = targetSchedule(setting);
    if (schedule.refused === null) return schedule;
    throw new UserError(
      `${name}: no schedule for this patient. ${schedule.refused.map(({ message }) => message).join(' ')}`,
    );
  } catch (error) {
    if (error instanceof InputError || error instanceof RangeError) {
      throw new UserError(`${name}: ${error.message}`);
    }
    throw error;
  }
}

const percent = (value: number) => `${value.toFixed(1)} %`;

/** How well the target is met, and what the pump's whole steps cost. */
function lossText({ met, metByAnyRate, totalMl, totalMg }: Schedule): string {
  const reached = ({ withinFivePercentH }: Performance) =>
    withinFivePercentH === null
      ? 'never within 5 %'
      : `within 5 % after ${(withinFivePercentH * 60).toFixed(0)} min`;
  const told = (one: Performance) =>
    `${reached(one)}, median error ${percent(one.medianErrorPercent)}, at most ${percent(one.greatestOverPercent)} above`;
  const whole = `${told(met)}; ${totalMl.toFixed(1)} mL, ${totalMg.toFixed(1)} mg in all.`;
  return met === metByAnyRate
    ? whole
    : `${whole} With any rate instead of whole steps: ${told(metByAnyRate)}.`;
}
