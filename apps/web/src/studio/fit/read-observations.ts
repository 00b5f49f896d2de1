import { type Analyte, molarMasses, type Parameter, type SamplingSite } from '@ketame/ketamine';
import { z } from 'zod';

/** What a laboratory sent that cannot be read, in words for the person who pasted it. */
export class UnreadableObservation extends Error {
  constructor(path: string, message: string) {
    super(`${path}: ${message}.`);
    this.name = 'UnreadableObservation';
  }
}

/** One result as it was sent. */
export interface LaboratoryValue {
  /** Where it stands in what was sent. */
  readonly path: string;
  /** The code with which the laboratory names what it measured, and its words. */
  readonly code: string;
  /** ISO 8601 with its zone. */
  readonly drawnAt: string;
  readonly value: number;
  /** Lies below the value, which is the laboratory's limit. */
  readonly isBelowLimit: boolean;
  /** UCUM. */
  readonly unit: string;
}

export interface LaboratoryReport {
  readonly values: readonly LaboratoryValue[];
  /** What of the bundle is no result, or one that was withdrawn; nothing goes in silence. */
  readonly leftOut: readonly string[];
}

const observationSchema = z.object({
  resourceType: z.literal('Observation'),
  status: z.enum(['preliminary', 'final', 'amended', 'corrected']),
  code: z.object({
    coding: z
      .array(z.object({ system: z.string().optional(), code: z.string(), display: z.string().optional() }))
      .optional(),
    text: z.string().optional(),
  }),
  effectiveDateTime: z.iso.datetime({ offset: true, error: 'expected a date with time and zone' }),
  valueQuantity: z.object({
    value: z.number().positive(),
    comparator: z.literal('<', { error: 'of the comparators only "<" can be fitted' }).optional(),
    unit: z.string().optional(),
    code: z.string().optional(),
  }),
});

const bundleSchema = z.object({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.object({ resource: z.looseObject({ resourceType: z.string() }) })).min(1),
});

/** Statuses of results that are none. */
const withdrawn: readonly unknown[] = ['entered-in-error', 'cancelled'];

/**
 * Reads a FHIR Observation (R4, R5), or a Bundle of them.
 * @throws UnreadableObservation naming the path of the field, what was found and what was expected
 */
export function readObservations(text: string): LaboratoryReport {
  const sent = jsonOf(text);
  const resources = resourcesOf(sent);
  const values: LaboratoryValue[] = [];
  const leftOut: string[] = [];
  for (const { path, resource } of resources) {
    if (resource.resourceType !== 'Observation') leftOut.push(`${path}: a ${resource.resourceType}`);
    else if (withdrawn.includes(resource.status)) leftOut.push(`${path}: ${resource.status}`);
    else values.push(resultOf(path, resource));
  }
  if (values.length === 0)
    throw new UnreadableObservation('The bundle', 'it holds no Observation with a result');
  return { values, leftOut };
}

type Resource = z.infer<typeof bundleSchema>['entry'][number]['resource'];

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableObservation(
      'The text',
      'it is no JSON; a FHIR Observation or a Bundle of them is needed',
    );
  }
}

function resourcesOf(sent: unknown): readonly { readonly path: string; readonly resource: Resource }[] {
  const single = z.looseObject({ resourceType: z.literal('Observation') }).safeParse(sent);
  if (single.success) return [{ path: 'Observation', resource: single.data }];
  const bundle = bundleSchema.safeParse(sent);
  if (!bundle.success) throw firstProblem('Bundle', bundle.error);
  return bundle.data.entry.map(({ resource }, index) => ({ path: `entry[${index}].resource`, resource }));
}

function resultOf(path: string, resource: Resource): LaboratoryValue {
  const read = observationSchema.safeParse(resource);
  if (!read.success) throw firstProblem(path, read.error);
  const { code, effectiveDateTime, valueQuantity } = read.data;
  const [coding] = code.coding ?? [];
  const words = [coding?.code, coding?.display ?? code.text].filter((each) => each !== undefined).join(' ');
  if (words === '') throw new UnreadableObservation(`${path}.code`, 'a coding or a text is needed');
  return {
    path,
    code: words,
    drawnAt: effectiveDateTime,
    value: valueQuantity.value,
    isBelowLimit: valueQuantity.comparator === '<',
    unit: (valueQuantity.code ?? valueQuantity.unit ?? '').replace(/[µμ]/, 'u'),
  };
}

function firstProblem(path: string, { issues }: z.ZodError): UnreadableObservation {
  const [issue] = issues;
  const field = (issue?.path ?? []).map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return new UnreadableObservation(`${path}${field.join('')}`, issue?.message ?? 'it cannot be read');
}

/** ng/mL in one of a unit of mass. */
const perMass: Readonly<Record<string, number>> = { 'ng/mL': 1, 'ug/L': 1, 'ug/mL': 1000, 'mg/L': 1000 };
/** nmol/mL in one of a unit of amount. */
const perAmount: Readonly<Record<string, number>> = { 'nmol/L': 1e-3, 'umol/L': 1, 'nmol/mL': 1 };

const massOf: Readonly<Record<Analyte, Parameter>> = {
  'S-ketamine': molarMasses.massK,
  'R-ketamine': molarMasses.massK,
  'racemic ketamine': molarMasses.massK,
  'S-norketamine': molarMasses.massNK,
  'S-hydroxynorketamine': molarMasses.massHNK,
};

/**
 * The results as the lines that a person would type: hours, analyte, site, ng/mL of the free base.
 * @param analyteOf what each code of the laboratory is; null for one that is left out
 * @param startedAt when the regimen began, ISO 8601
 * @throws UnreadableObservation for a unit that is none of a concentration, or blood drawn before the regimen
 */
export function linesOfObservations(
  values: readonly LaboratoryValue[],
  analyteOf: Readonly<Record<string, Analyte | null>>,
  site: SamplingSite,
  startedAt: string,
): string {
  return values
    .flatMap((each) => {
      const analyte = analyteOf[each.code];
      if (analyte === null || analyte === undefined) return [];
      const hours = (Date.parse(each.drawnAt) - Date.parse(startedAt)) / 3_600_000;
      if (hours < 0) {
        throw new UnreadableObservation(
          `${each.path}.effectiveDateTime`,
          `${each.drawnAt} is before the regimen began; expected blood drawn from then on`,
        );
      }
      const value = each.value * factorOf(each, analyte);
      return [
        { hours, line: [plain(hours), analyte, site, `${each.isBelowLimit ? '<' : ''}${plain(value)}`] },
      ];
    })
    .sort((a, b) => a.hours - b.hours)
    .map(({ line }) => line.join(', '))
    .join('\n');
}

/** More digits than any laboratory has, and none of binary arithmetic. */
const plain = (value: number) => String(Number(value.toPrecision(8)));

function factorOf({ unit, path }: LaboratoryValue, analyte: Analyte): number {
  const mass = perMass[unit];
  if (mass !== undefined) return mass;
  const amount = perAmount[unit];
  if (amount !== undefined) return amount * massOf[analyte].value;
  throw new UnreadableObservation(
    `${path}.valueQuantity.code`,
    `found "${unit}"; expected one of ${[...Object.keys(perMass), ...Object.keys(perAmount)].join(', ')}`,
  );
}
