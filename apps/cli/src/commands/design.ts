import { type DesignFile, designSchema, homeLimitsOf } from '@ketame/contract';
import {
  fitPatient,
  fittedPeople,
  type Judged,
  type People,
  type Proposal,
  type RegimenFront,
  searchRegimens,
  virtualPeople,
} from '@ketame/ketamine';
import { InputError } from '@ketame/pharmacometrics';
import manifest from '../../package.json' with { type: 'json' };
import { columns, wrapped } from '../columns.ts';
import { type Command, readArguments } from '../command.ts';
import { wrongFields } from '../field-errors.ts';
import { deliver, readBytes } from '../files.ts';
import { readJson } from '../json-text.ts';
import { UserError } from '../user-error.ts';

const help = `ketame design: regimens searched for one patient, by days of relief against harm as the patient weighs it.

Usage
  ketame design DESIGN.json [--format table|json] [--out FILE]

  DESIGN.json      patient, space, constraints and weights; - reads it from the standard input
  --format FORMAT  table (unless told): the front in lines with the reasons; json: all of it
  --out FILE       writes the result there, whole or not at all, instead of printing it

  The search stays inside what published trials gave, unless "mode" is "research": what it finds outside is marked,
  and no plan takes it. The same file gives the same front. docs/regimen-search.md says what it can and cannot know.

Example
  ketame design design.json
`;

export const design: Command = {
  name: 'design',
  summary: 'regimens searched for one patient, under constraints',
  help,
  async run(args, terminal) {
    const { values, positionals } = readArguments('design', args, {
      format: { type: 'string' },
      out: { type: 'string' },
    });
    const { format = 'table', out } = values;
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) {
      throw new UserError(
        `design takes one file, not ${positionals.length}. "ketame design --help" shows one.`,
      );
    }
    if (format !== 'table' && format !== 'json') {
      throw new UserError(`--format: expected one of table, json, found "${format}".`);
    }
    const text = path === '-' ? await terminal.input() : (await readBytes(path)).toString('utf8');
    const name = path === '-' ? 'The standard input' : path;
    const value = readJson(text, name);
    const read = designSchema.safeParse(value);
    if (!read.success) throw wrongFields(name, read.error, value);
    const front = searched(read.data, name);
    for (const { message, source } of front.notes) terminal.note(`note: ${message} (${source})`);
    for (const route of front.unsearched) terminal.note(`note: not searched: ${route}`);
    for (const trial of front.bounding) terminal.note(`note: bounds the search: ${trial}`);
    for (const trial of front.unbounding) terminal.note(`note: bounds nothing: ${trial}`);
    for (const limit of front.limits) terminal.note(`note: ${limit}`);
    const answer =
      format === 'table'
        ? tableOf(front)
        : `${JSON.stringify({ ketame: manifest.version, request: read.data, ...front }, withoutPeople, 2)}\n`;
    await deliver(answer, out, terminal);
    return 0;
  },
};

function searched(request: DesignFile, name: string): RegimenFront {
  try {
    const { homeProgramme, ...constraints } = request.constraints;
    const home = homeProgramme === undefined ? undefined : homeLimitsOf(homeProgramme);
    const search = searchRegimens(
      { ...request, constraints: { ...constraints, ...(home === undefined ? {} : { home }) } },
      peopleOf(request, name),
    );
    if (search.refused !== null) {
      throw new UserError(
        `${name}: no search for this patient. ${search.refused.map(({ message }) => message).join(' ')}`,
      );
    }
    let last: RegimenFront | undefined;
    for (const front of search.fronts) last = front;
    if (last === undefined) throw new Error('A search ended without a front.');
    return last;
  } catch (error) {
    if (error instanceof InputError || error instanceof RangeError) {
      throw new UserError(`${name}: ${error.message}`);
    }
    throw error;
  }
}

/** Virtual patients, or draws from what was measured. A fit that failed ends the search: nothing is dosed from it. */
function peopleOf({ patient, known, people, seed }: DesignFile, name: string): People {
  if (known === undefined) return virtualPeople(people, seed);
  const { given, measured, ...drug } = known;
  const fit = fitPatient({ patient, regimen: { name: 'given', steps: given, ...drug }, measured }, seed);
  if (fit.refused !== null) return virtualPeople(people, seed);
  for (const { failure, site } of fit.sites) {
    if (failure === null) continue;
    throw new UserError(
      `${name}: the ${site} concentrations give no dose. ${failure.message} ${failure.advice}`,
    );
  }
  return fittedPeople(fit.sites, people, seed);
}

/** The numbers of each person stay out of the file: the spread says what they say. */
const withoutPeople = (key: string, value: unknown) => (key === 'each' ? undefined : value);

const one = (value: number) => value.toFixed(1);
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

const line = (label: string, judged: Judged, better: string, name: string) => [
  label,
  `${one(judged.days.expected)} (${one(judged.days.low)}-${one(judged.days.high)})`,
  one(judged.harm.expected),
  one(judged.net.expected),
  percent(judged.chanceOfHigh),
  judged.peakNgPerMl.expected.toFixed(0),
  better,
  name,
];

/** The published regimens and no treatment, the proposals by rising harm, and the reason of each. */
function tableOf(front: RegimenFront): string {
  const { proposals, published, noTreatment } = front;
  const rows = [
    ['', 'days (90 %)', 'harm', 'net', 'high', 'peak', 'better', 'regimen'],
    line('', noTreatment, '', 'No treatment'),
    ...published.map((each) => line('', each, '', each.name)),
    ...proposals.map((each, index) =>
      line(String(index + 1), each, percent(each.chanceBetter), each.regimen.name),
    ),
  ];
  const reasons = proposals.map((proposal, index) =>
    wrapped(`${index + 1}  ${reasonOf(proposal)}`, 120)
      .map((text, at) => (at === 0 ? text : `   ${text}`))
      .join('\n'),
  );
  const wait =
    front.notBeforeDays === 0 ? [] : [`No course may begin before ${front.notBeforeDays} days from today.`];
  const found =
    proposals.length === 0
      ? 'No regimen holds these constraints and gives a day of relief.'
      : `${front.candidates} regimens held the constraints; ${front.points.length} are on the front.`;
  return `${[columns(rows), '', `${found} In ${front.people}.`, ...wait, '', ...reasons].join('\n')}\n`;
}

function reasonOf({ explanation, extrapolates, winsOnlyAtPoint, regimen }: Proposal): string {
  return [
    ...(regimen.research ? ['RESEARCH, no plan takes it.'] : []),
    explanation,
    ...(winsOnlyAtPoint ? ['Better in the typical person only: not sure in 9 of 10.'] : []),
    ...extrapolates,
  ].join(' ');
}
