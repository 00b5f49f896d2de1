import { type Command, readArguments } from '../command.ts';
import { deliver, readBytes } from '../files.ts';
import { readJson } from '../json-text.ts';
import { toCsv } from '../simulation/csv.ts';
import { toSvg } from '../simulation/figure.ts';
import { toJson } from '../simulation/json.ts';
import type { SimulationResult } from '../simulation/result.ts';
import { simulateSpecification } from '../simulation/simulate.ts';
import { UserError } from '../user-error.ts';
import { dataOptions, simulateDataCommand } from './simulate-data.ts';

const help = `ketame simulate: computes the course that a specification asks for, or simulates a data set.

Usage
  ketame simulate SPEC.json [--format csv|json|svg] [--out FILE]
  ketame simulate --model MODEL.json --data DATA.csv [OPTIONS] [--out FILE.csv|.parquet|.arrow]

  SPEC.json        the specification; - reads it from the standard input
  --format FORMAT  csv (unless told), json or svg
  --out FILE       writes the result there, whole or not at all, instead of printing it

  --model MODEL.json  a model file (docs/model-file.md)
  --data DATA.csv     records in NONMEM's columns: ID TIME AMT RATE DUR EVID CMT II ADDL SS MDV DV, and covariates
  --seed S            of all that is random, 1 unless told: the same seed gives the same numbers
  --subjects N        N virtual patients, who have the lines of the people of the data in turn
  --typical           nothing random: everybody is the typical person
  --covariates RULE   between two records the value of the later (back, unless told), of the earlier (forward),
                      or on a line (linear)
  --policy POLICY.json  doses decided on the way (docs/dosing-policy.md); decisions have rows of their own
  --sensitivities P,Q   how each output depends on these parameters: columns such as C_by_P
  --occasion COLUMN   the column that tells occasions apart, OCC unless told
  --threads N         worker threads, as many as there are processors unless told; the numbers are the same

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
  ketame simulate --model model.json --data data.csv --typical
  ketame simulate --model model.json --data data.csv --subjects 1000000 --seed 7 --out result.parquet
`;

const formats: Readonly<Record<string, (result: SimulationResult) => string>> = {
  csv: toCsv,
  json: toJson,
  svg: toSvg,
};

export const simulate: Command = {
  name: 'simulate',
  summary: 'computes the course that a specification asks for, or simulates a data set',
  help,
  async run(args, terminal) {
    const { values, positionals } = readArguments('simulate', args, {
      format: { type: 'string' },
      out: { type: 'string' },
      ...dataOptions,
    });
    const [path, ...more] = positionals;
    const ofData = Object.keys(dataOptions).find((name) => Object.hasOwn(values, name));
    if (ofData !== undefined) {
      if (path !== undefined || values.format !== undefined)
        throw new UserError(
          `--${ofData} goes with a data set, which takes no specification and no --format. "ketame simulate --help" shows both forms.`,
        );
      return simulateDataCommand(values, terminal);
    }
    const { format = 'csv', out } = values;
    if (path === undefined || more.length > 0)
      throw new UserError(
        `simulate takes one specification, not ${positionals.length}. "ketame simulate --help" shows one.`,
      );
    const write = Object.hasOwn(formats, format) ? formats[format] : undefined;
    if (!write)
      throw new UserError(`--format: expected one of ${Object.keys(formats).join(', ')}, found "${format}".`);

    const text = path === '-' ? await terminal.input() : (await readBytes(path)).toString('utf8');
    const name = path === '-' ? 'The standard input' : path;
    const result = simulateSpecification(readJson(text, name), name, format === 'svg' ? 'figure' : 'numbers');
    for (const note of result.notes) terminal.note(`note: ${note}`);
    await deliver(write(result), out, terminal);
    return 0;
  },
};
