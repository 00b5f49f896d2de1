import {
  analyseTable,
  MetaError,
  type MetaTableResult,
  readMetaTable,
  tableMeasures,
  tableMethods,
} from '@ketame/evidence';
import { type Command, readArguments } from '../command.ts';
import { deliver, readBytes } from '../files.ts';
import { toForest } from '../meta/forest.ts';
import { toTable } from '../meta/table.ts';
import { didYouMean } from '../nearest.ts';
import { UserError } from '../user-error.ts';

const help = `ketame meta: pools the studies of a table, by metafor's conventions.

Usage
  ketame meta DATA.csv --measure MEASURE [--method METHOD] [--knha | --adhoc] [--mods COLUMN,COLUMN]
              [--shared-control COLUMN] [--levels COLUMN,COLUMN] [--format table|json|svg] [--out FILE]

  DATA.csv         has a header; - reads it from the standard input. Columns by measure:
    MD, SMD (Hedges g), SMDd (Cohen d), ROM
                   study,n1,mean1,sd1,n2,mean2,sd2
                   se1,se2 may stand for sd1,sd2; or lower1,upper1,lower2,upper2 (95 %)
    SMD, SMDd      study,n1,n2,t; or study,n1,n2,f,sign; or study,n1,n2,p,sign (sign 1 or -1)
    RR, OR, RD, PETO, AS
                   study,a,n1,c,n2 (events); RR and OR also study,ratio,lower,upper (95 %)
    PR, PLO (logit), PFT (Freeman-Tukey): one proportion
                   study,x,n
    MN, MNLN (logarithm): one mean
                   study,n,mean,sd
    MC, SMCR (standardised): crossover, with the correlation within a person
                   study,n,mean1,sd1,mean2,sd2,r
    GEN: effects   study,yi,vi; or study,yi,sei; or study,yi,lower,upper (95 %); or study,yi,p
                   A row takes the first of its measure's sets of columns whose cells are filled.
  --method METHOD  REML (unless told), DL, HE, HS, SJ, ML, EB, PM: random effects;
                   EE, MH, PETO: one common effect
  --knha           Hartung-Knapp; --adhoc the same with a floor, never narrower for it
  --mods COLUMNS   further columns that explain the effect; one that is not all numbers makes groups
  --shared-control COLUMN
                   rows with the same text there share one control arm; its covariance is modelled
  --levels COLUMNS groups of effects that depend on one another, the outermost first: a multilevel model
  --format FORMAT  table (unless told), json, or svg: a forest plot
  --out FILE       writes the result there, whole or not at all, instead of printing it

  RR, OR, PETO, ROM and MNLN are logarithms and PLO logits in table and JSON. The first arm is 1 (or a),
  compared with 2 (or c).

Examples
  ketame meta trials.csv --measure SMD --knha
  ketame meta events.csv --measure OR --method PETO --format json
  ketame meta responders.csv --measure PLO
  ketame meta doses.csv --measure RR --shared-control control
  ketame meta outcomes.csv --measure SMD --levels study
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
      'shared-control': { type: 'string' },
      levels: { type: 'string' },
      format: { type: 'string', default: 'table' },
      out: { type: 'string' },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0)
      throw new UserError(
        `meta takes one table, not ${positionals.length}. "ketame meta --help" shows its columns.`,
      );
    if (values.measure === undefined)
      throw new UserError(`--measure is missing: one of ${tableMeasures.join(', ')}.`);
    const measure = tableMeasures.find((one) => one === values.measure);
    if (measure === undefined)
      throw new UserError(
        `--measure: expected one of ${tableMeasures.join(', ')}, found "${values.measure}".${didYouMean(values.measure, tableMeasures)}`,
      );
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
        measure,
        method,
        test: values.knha ? 'knha' : values.adhoc ? 'adhoc' : 'z',
        moderators: columnNames(values.mods),
        levels: columnNames(values.levels),
        ...(values['shared-control'] !== undefined && { sharedControl: values['shared-control'] }),
      }),
    );
    for (const warning of result.warnings) terminal.note(`note: ${warning}`);
    await deliver(write(result), values.out, terminal);
    return 0;
  },
};

const columnNames = (text: string | undefined): string[] => text?.split(',').map((name) => name.trim()) ?? [];

/** What is wrong with the table is for the person who wrote it. */
function analysed<T>(name: string, analyse: () => T): T {
  try {
    return analyse();
  } catch (error) {
    throw error instanceof MetaError ? new UserError(`${name}: ${error.message}`) : error;
  }
}
