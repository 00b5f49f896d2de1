import { type FitFile, fitSchema } from '@ketame/contract';
import {
  fitPatient,
  learntQuantities,
  type NextBlood,
  type NextBloods,
  nextBloods,
  type ReliefCompared,
  type ReliefDiary,
  reliefDiary,
  type SiteFit,
} from '@ketame/ketamine';
import { InputError } from '@ketame/pharmacometrics';
import manifest from '../../package.json' with { type: 'json' };
import { columns } from '../columns.ts';
import { type Command, readArguments } from '../command.ts';
import { wrongFields } from '../field-errors.ts';
import { deliver, readBytes } from '../files.ts';
import { readJson } from '../json-text.ts';
import { UserError } from '../user-error.ts';

const help = `ketame fit: what concentrations, and a pain diary, say of one patient.

Usage
  ketame fit FIT.json [--format table|json] [--out FILE]

  FIT.json         patient, what was given, what was measured; - reads it from the standard input
  --format FORMAT  table (unless told): parameters and observed against predicted; json: all of it
  --out FILE       writes the result there, whole or not at all, instead of printing it

  Arterial concentrations are fitted by M1, venous ones by M2, each by itself, with the published spread between people
  before them; other drugs and the genotype of CYP2B6 change the people that the patient is compared with. Where to
  sample next is told for each. A fit that may not be believed gives no parameters: it says why, and the exit code is 1.

Example
  ketame fit fit.json
`;

export const fit: Command = {
  name: 'fit',
  summary: 'what concentrations and a pain diary say of one patient',
  help,
  async run(args, terminal) {
    const { values, positionals } = readArguments('fit', args, {
      format: { type: 'string' },
      out: { type: 'string' },
    });
    const { format = 'table', out } = values;
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) {
      throw new UserError(`fit takes one file, not ${positionals.length}. "ketame fit --help" shows one.`);
    }
    if (format !== 'table' && format !== 'json') {
      throw new UserError(`--format: expected one of table, json, found "${format}".`);
    }
    const text = path === '-' ? await terminal.input() : (await readBytes(path)).toString('utf8');
    const name = path === '-' ? 'The standard input' : path;
    const value = readJson(text, name);
    const read = fitSchema.safeParse(value);
    if (!read.success) throw wrongFields(name, read.error, value);
    const { sites, diary } = fitted(read.data, name);
    const told = sites.flatMap(({ model, notes, assumptions }) => [
      ...notes.map(({ message, source }) => `${message} (${source})`),
      ...assumptions.map((assumption) => `${model}: ${assumption}`),
    ]);
    // What is said of the patient stands with every site.
    for (const note of new Set(told)) terminal.note(`note: ${note}`);
    const answer =
      format === 'table'
        ? [...sites.map(siteText), ...(diary === null ? [] : [diaryText(diary)])].join('\n')
        : `${JSON.stringify({ ketame: manifest.version, request: read.data, sites, diary }, withoutDraws, 2)}\n`;
    await deliver(answer, out, terminal);
    const failed = sites.some(({ failure }) => failure !== null) || (diary !== null && diary.learnt === null);
    return failed ? 1 : 0;
  },
};

/** With the best times for one more sample. */
type FittedSite = SiteFit & { readonly next: NextBloods | null };

function fitted(
  { patient, drug, amountAs, given, measured, diary, seed }: FitFile,
  name: string,
): { readonly sites: readonly FittedSite[]; readonly diary: ReliefDiary | null } {
  const regimen = { name: 'given', drug, amountAs, steps: given };
  try {
    const data = { patient, regimen, measured };
    const found = fitPatient(data, seed);
    if (found.refused !== null) {
      throw new UserError(
        `${name}: no fit for this patient. ${found.refused.map(({ message }) => message).join(' ')}`,
      );
    }
    return {
      sites: found.sites.map((fit) => ({ ...fit, next: nextBloods(data, fit.site) })),
      diary: diary === undefined ? null : reliefDiary(regimen, patient, diary),
    };
  } catch (error) {
    if (error instanceof InputError || error instanceof RangeError) {
      throw new UserError(`${name}: ${error.message}`);
    }
    throw error;
  }
}

/** The draws stay out of the file: `ketame design` makes the same ones again from the same data. */
const withoutDraws = (key: string, value: unknown) => (key === 'draws' ? undefined : value);

const short = (value: number) => String(Number(value.toPrecision(3)));

function siteText(fit: FittedSite): string {
  const { site, model, failure, parameters, deviates, residuals, next } = fit;
  const head = `${site} concentrations by ${model}`;
  const seen = columns([
    ['time h', 'measured', 'population', 'patient', 'output'],
    ...residuals.map(({ timeH, observed, isBelowLimit, population, individual, output }) => [
      short(timeH),
      `${isBelowLimit ? '<' : ''}${short(observed)}`,
      short(population),
      short(individual),
      output,
    ]),
  ]);
  if (parameters === null) {
    return `${head}\n\nNo parameters, and no dose from them. ${failure?.message ?? ''} ${failure?.advice ?? ''}\n\n${seen}\n`;
  }
  const left = new Map(deviates.map(({ name, shrinkage }) => [name, shrinkage]));
  const found = columns([
    ['', 'population', 'patient', '90 %', 'spread left'],
    ...Object.entries(parameters).map(([symbol, { population, typical, low, high }]) => [
      symbol,
      short(population),
      short(typical),
      `${short(low)}-${short(high)}`,
      left.has(symbol) ? percent(left.get(symbol) ?? 1) : '',
    ]),
  ]);
  return `${head}\n\n${found}\n\n${seen}\n\n${nextText(next)}\n`;
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

/** When one more sample tells most of each quantity. */
function nextText(next: NextBloods | null): string {
  if (next === null)
    return 'No next sample: ketamine is never expected as high as this laboratory can measure.';
  const told = ({ quantity, best, value, deviation }: NextBlood) => [
    learntQuantities[quantity],
    `${short(best.timeH)} h`,
    `${percent(deviation / value)} to ${percent(best.deviation / value)}`,
    short(best.expected),
  ];
  return columns([
    [next.isLater ? 'next sample' : 'next sample, in another such course', 'at', 'deviation', 'expected'],
    told(next.exposure),
    told(next.peak),
  ]);
}

function comparedRow({ fromH, toH, measured, expected, verdict }: ReliefCompared): [string, string] {
  const days = `days ${(fromH / 24).toFixed(0)} to ${(toH / 24).toFixed(0)}`;
  const written = `${percent(measured)} in the diary, ${days}`;
  const published = `${percent(expected.typical)} (${percent(expected.low)} to ${percent(expected.high)}) expected of a responder`;
  return ['relief', `${written}; ${published}: ${verdict}`];
}

function diaryText({ refused, failure, learnt }: ReliefDiary): string {
  if (learnt === null) {
    const reasons =
      refused === null ? [failure.message, failure.advice] : refused.map(({ message }) => message);
    return `pain diary\n\nNothing learnt. ${reasons.join(' ')}\n`;
  }
  const { compared, responder, halfLifeDays, fallsUnder } = learnt;
  const range = ({ low, typical, high }: { low: number; typical: number; high: number }) =>
    `${short(typical)} (${short(low)}-${short(high)})`;
  const days = (hours: number) => hours / 24;
  const share = percent(fallsUnder.share);
  const falls =
    fallsUnder.timeH === null
      ? [`relief of ${share}`, 'by the model not likely to be reached by this course']
      : [
          `relief under ${share}`,
          `${range({
            low: days(fallsUnder.timeH.low),
            typical: days(fallsUnder.timeH.typical),
            high: days(fallsUnder.timeH.high),
          })} days after the start`,
        ];
  return `pain diary\n\n${columns([
    [
      'responder',
      `${percent(responder.probability)}, before the diary ${percent(responder.prior)}, on placebo ${percent(responder.placebo)}`,
    ],
    ['half-life of relief', `${range(halfLifeDays)} days`],
    falls,
    ...(compared === null ? [] : [comparedRow(compared)]),
  ])}\n`;
}
