import { type Command, readArguments } from '../command.ts';
import { deliver, readBytes } from '../files.ts';
import { readJson } from '../json-text.ts';
import { toCsv } from '../simulation/csv.ts';
import { toSvg } from '../simulation/figure.ts';
import { toJson } from '../simulation/json.ts';
import type { SimulationResult } from '../simulation/result.ts';
import { simulateSpecification } from '../simulation/simulate.ts';
import { UserError } from '../user-error.ts';

const help = `ketame simulate: computes the course that a specification asks for.

Usage
  ketame simulate SPEC.json [--format csv|json|svg] [--out FILE]

  SPEC.json        the specification; - reads it from the standard input
  --format FORMAT  csv (unless told), json or svg
  --out FILE       writes the result there, whole or not at all, instead of printing it

A specification
  { "model": "simons-2022",
    "patient": { "weightKg": 70, "ageYears": 46, "sex": "female" },
    "doses": [ { "drug": "S-ketamine", "route": "iv", "timeH": 0, "amountMg": 20, "durationH": 0.5 } ],
    "times": { "fromH": 0, "toH": 6, "byH": 0.1 },
    "outputs": ["S-ketamine", "S-norketamine"] }

  docs/command-line.md describes every field, and models written out in the specification.

Examples
  ketame simulate infusion.json
  ketame simulate infusion.json --format svg --out infusion.svg
  cat infusion.json | ketame simulate - --format json
`;

const formats: Readonly<Record<string, (result: SimulationResult) => string>> = {
  csv: toCsv,
  json: toJson,
  svg: toSvg,
};

export const simulate: Command = {
  name: 'simulate',
  summary: 'computes the course that a specification asks for',
  help,
  async run(args, terminal) {
    const { values, positionals } = readArguments('simulate', args, {
      format: { type: 'string', default: 'csv' },
      out: { type: 'string' },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0)
      throw new UserError(
        `simulate takes one specification, not ${positionals.length}. "ketame simulate --help" shows one.`,
      );
    const write = Object.hasOwn(formats, values.format) ? formats[values.format] : undefined;
    if (!write)
      throw new UserError(
        `--format: expected one of ${Object.keys(formats).join(', ')}, found "${values.format}".`,
      );

    const text = path === '-' ? await terminal.input() : (await readBytes(path)).toString('utf8');
    const name = path === '-' ? 'The standard input' : path;
    const result = simulateSpecification(
      readJson(text, name),
      name,
      values.format === 'svg' ? 'figure' : 'numbers',
    );
    for (const note of result.notes) terminal.note(`note: ${note}`);
    await deliver(write(result), values.out, terminal);
    return 0;
  },
};
