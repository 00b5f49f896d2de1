import { analyseTable, MetaError, type MetaTableResult, readMetaTable, tableMethods } from '@ketame/evidence';
import { type Command, readArguments } from '../command.ts';
import { deliver, readBytes } from '../files.ts';
import { toForest } from '../meta/forest.ts';
import { toTable } from '../meta/table.ts';
import { didYouMean } from '../nearest.ts';
import { UserError } from '../user-error.ts';

const help = `ketame meta: pools the studies of a table, by metafor's conventions.

Usage
  ketame meta DATA.csv --measure MEASURE [--method METHOD] [--knha | --adhoc] [--mods COLUMN,COLUMN]
              [--format table|json|svg] [--out FILE]

  DATA.csv         study,n1,mean1,sd1,n2,mean2,sd2   for MD, SMD (Hedges g), SMDd (Cohen d), ROM
                   study,a,n1,c,n2 (events)          for RR, OR, RD, PETO, AS
                   study,yi,vi                       for GEN; - reads it from the standard input
  --method METHOD  REML (unless told), DL, HE, HS, SJ, ML, EB, PM: random effects;
                   EE, MH, PETO: one common effect
  --knha           Hartung-Knapp; --adhoc the same with a floor, never narrower for it
  --mods COLUMNS   further columns that explain the effect; one that is not all numbers makes groups
  --format FORMAT  table (unless told), json, or svg: a forest plot
  --out FILE       writes the result there, whole or not at all, instead of printing it

  RR, OR, PETO and ROM are logarithms in table and JSON. The first arm is 1 (or a), compared with 2 (or c).

Examples
  ketame meta trials.csv --measure SMD --knha
  ketame meta events.csv --measure OR --method PETO --format json
  ketame meta effects.csv --measure GEN --mods days,dose --format svg --out forest.svg
`;

const formats: Readonly<Record<string, (result: MetaTableResult) => string>> = {
  table: toTable,
  json: (result) => `${JSON.stringify(result, null, 2)}\n`,
  svg: toForest,
};

export const meta: Command = {
  name: 'meta',
  summary: "pools the studies of a table, by metafor's conventions",
  help,
  async run(args, terminal) {
    const { values, positionals } = readArguments('meta', args, {
      measure: { type: 'string' },
      method: { type: 'string', default: 'REML' },
      knha: { type: 'boolean', default: false },
      adhoc: { type: 'boolean', default: false },
      mods: { type: 'string' },
      format: { type: 'string', default: 'table' },
      out: { type: 'string' },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0)
      throw new UserError(
        `meta takes one table, not ${positionals.length}. "ketame meta --help" shows its columns.`,
      );
    if (values.measure === undefined)
      throw new UserError('--measure is missing: MD, SMD, SMDd, ROM, RR, OR, RD, PETO, AS or GEN.');
    const method = tableMethods.find((one) => one === values.method);
    if (!method)
      throw new UserError(
        `--method: expected one of ${tableMethods.join(', ')}, found "${values.method}".${didYouMean(values.method, tableMethods)}`,
      );
    if (values.knha && values.adhoc)
      throw new UserError('--knha and --adhoc exclude each other: --adhoc is Hartung-Knapp with the floor.');
    const write = Object.hasOwn(formats, values.format) ? formats[values.format] : undefined;
    if (!write)
      throw new UserError(
        `--format: expected one of ${Object.keys(formats).join(', ')}, found "${values.format}".`,
      );

    const text = path === '-' ? await terminal.input() : (await readBytes(path)).toString('utf8');
    const result = analysed(path === '-' ? 'The standard input' : path, () =>
      analyseTable(readMetaTable(text), {
        measure: values.measure ?? '',
        method,
        test: values.knha ? 'knha' : values.adhoc ? 'adhoc' : 'z',
        moderators: values.mods?.split(',').map((name) => name.trim()) ?? [],
      }),
    );
    for (const warning of result.warnings) terminal.note(`note: ${warning}`);
    await deliver(write(result), values.out, terminal);
    return 0;
  },
};

/** What is wrong with the table is for the person who wrote it. */
function analysed<T>(name: string, analyse: () => T): T {
  try {
    return analyse();
  } catch (error) {
    throw error instanceof MetaError ? new UserError(`${name}: ${error.message}`) : error;
  }
}
