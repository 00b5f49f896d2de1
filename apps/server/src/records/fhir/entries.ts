import type {
  Allergy,
  Coding,
  Condition,
  Measure,
  Medication,
  Observation,
  RecordEntry,
} from '@ketame/contract';
import type { z } from 'zod';
import { convert, measureOfLoinc } from './measure.ts';
import {
  allergyShape,
  type Concept,
  conditionShape,
  medicationRequestShape,
  medicationShape,
  medicationStatementShape,
  observationShape,
  type Quantity,
  type Reference,
  type Resource,
  type Result,
} from './shapes.ts';

/** What a reading needs besides the resource itself. */
export interface Surroundings {
  /** The clinic's date, YYYY-MM-DD. */
  readonly today: string;
  readonly isPatient: (reference: Reference) => boolean;
  /** A resource of the bundle by reference. */
  readonly find: (reference: string) => unknown;
}

/** An entry before it has its source id; `part` names the piece of a resource that gives several. */
export type DraftOf<Entry extends RecordEntry> = Omit<Entry, 'sourceId'> & { readonly part?: string };
export type Draft = DraftOf<Condition> | DraftOf<Medication> | DraftOf<Allergy> | DraftOf<Observation>;

/** What a resource gives: entries, and what of it was left out with the reason. */
export interface Reading {
  readonly drafts: readonly Draft[];
  readonly leftOut: readonly { readonly reason: string; readonly example: string }[];
  /** The record takes the resource back: entries of it that are already stored must go. */
  readonly withdrawn: boolean;
}

const taken = (...drafts: Draft[]): Reading => ({ drafts, leftOut: [], withdrawn: false });
const notTaken = (reason: string, example: string): Reading => ({
  drafts: [],
  leftOut: [{ reason, example }],
  withdrawn: false,
});
const withdrawn = (reason: string, example: string): Reading => ({
  ...notTaken(reason, example),
  withdrawn: true,
});

/** How each kind of resource is read; another kind is not read at all. */
export const readers: Readonly<Record<string, (resource: Resource, around: Surroundings) => Reading>> = {
  Condition: readCondition,
  MedicationRequest: readMedicationRequest,
  MedicationStatement: readMedicationStatement,
  AllergyIntolerance: readAllergy,
  Observation: readObservation,
};

function readCondition(resource: Resource, around: Surroundings): Reading {
  const parsed = shaped(conditionShape, resource);
  if ('reason' in parsed) return notTaken(parsed.reason, '');
  const one = parsed.data;
  const text = textOf(one.code);
  const verified = codeOf(one.verificationStatus);
  const refused = refusalOf(text, notThePatients(one.subject, around), verified);
  if (refused !== null) return refused;
  const ended = one.abatementDateTime ?? one.abatementPeriod?.end ?? null;
  const hasEnded = ended !== null || one.abatementAge !== undefined || one.abatementString !== undefined;
  return taken({
    kind: 'condition',
    text,
    codings: codingsOf(one.code),
    status: isUnsure(verified) ? 'unknown' : conditionStatus(codeOf(one.clinicalStatus), hasEnded),
    onset: one.onsetDateTime ?? one.onsetPeriod?.start ?? null,
    ended,
  });
}

/** Why a condition or an allergy is not taken: another person's, taken back, or without a name; null when it is. */
function refusalOf(text: string, whose: string | null, verified: string | undefined): Reading | null {
  if (whose !== null) return notTaken(whose, text);
  if (verified === 'entered-in-error' || verified === 'refuted') return withdrawn(reasons[verified], text);
  return text === '' ? notTaken(reasons.nameless, '') : null;
}

/** Not confirmed: kept, and shown as such, since leaving it out would be less safe. */
function isUnsure(verified: string | undefined): boolean {
  return verified === 'unconfirmed' || verified === 'provisional' || verified === 'differential';
}

function conditionStatus(clinical: string | undefined, hasEnded: boolean): Condition['status'] {
  if (clinical === 'active' || clinical === 'recurrence' || clinical === 'relapse') return 'active';
  if (clinical === 'inactive' || clinical === 'remission' || clinical === 'resolved') return 'inactive';
  return hasEnded ? 'inactive' : 'unknown';
}

function readMedicationRequest(resource: Resource, around: Surroundings): Reading {
  const parsed = shaped(medicationRequestShape, resource);
  if ('reason' in parsed) return notTaken(parsed.reason, '');
  const one = parsed.data;
  const drug = drugOf(one, around);
  const text = textOf(drug, one.medicationReference);
  const whose = notThePatients(one.subject, around);
  if (whose !== null) return notTaken(whose, text);
  if (one.status === 'entered-in-error' || one.status === 'cancelled')
    return withdrawn(reasons[one.status], text);
  if (one.status === 'draft') return notTaken('a draft, never issued', text);
  if (one.intent === 'proposal' || one.intent === 'plan' || one.intent === 'option') {
    return notTaken('proposed, not ordered', text);
  }
  if (one.doNotPerform === true) return notTaken('an order not to give it', text);
  if (text === '') return notTaken(reasons.nameless, '');
  return taken({
    kind: 'medication',
    text,
    codings: codingsOf(drug),
    status: medicationStatus(one.status),
    started: one.authoredOn ?? null,
    ended: null,
    dosage: dosageOf(one.dosageInstruction),
  });
}

function readMedicationStatement(resource: Resource, around: Surroundings): Reading {
  const parsed = shaped(medicationStatementShape, resource);
  if ('reason' in parsed) return notTaken(parsed.reason, '');
  const one = parsed.data;
  const drug = drugOf(one, around);
  const text = textOf(drug, one.medicationReference);
  const whose = notThePatients(one.subject, around);
  if (whose !== null) return notTaken(whose, text);
  if (one.status === 'entered-in-error') return withdrawn(reasons[one.status], text);
  if (one.status === 'not-taken') return withdrawn('the patient does not take it', text);
  if (one.status === 'intended') return notTaken('intended, not yet taken', text);
  if (text === '') return notTaken(reasons.nameless, '');
  return taken({
    kind: 'medication',
    text,
    codings: codingsOf(drug),
    status: medicationStatus(one.status),
    started: one.effectivePeriod?.start ?? one.effectiveDateTime ?? null,
    ended: one.effectivePeriod?.end ?? null,
    dosage: dosageOf(one.dosage),
  });
}

/** On hold may begin again tomorrow, so that it is neither active nor past. */
function medicationStatus(status: string | undefined): Medication['status'] {
  if (status === 'active') return 'active';
  return status === 'completed' || status === 'stopped' ? 'inactive' : 'unknown';
}

function dosageOf(dosages: readonly { text?: string | undefined }[] | undefined): string | null {
  const text = (dosages ?? []).flatMap((dosage) => dosage.text ?? []).join('; ');
  return text === '' ? null : text;
}

function drugOf(
  one: Pick<
    z.infer<typeof medicationRequestShape>,
    'medicationCodeableConcept' | 'medicationReference' | 'contained'
  >,
  around: Surroundings,
): Concept | undefined {
  if (one.medicationCodeableConcept !== undefined) return one.medicationCodeableConcept;
  const reference = one.medicationReference?.reference;
  if (reference === undefined) return undefined;
  const candidates = reference.startsWith('#') ? (one.contained ?? []) : [around.find(reference)];
  for (const candidate of candidates) {
    const medication = medicationShape.safeParse(candidate);
    if (!medication.success) continue;
    if (reference.startsWith('#') && medication.data.id !== reference.slice(1)) continue;
    return medication.data.code;
  }
  return undefined;
}

function readAllergy(resource: Resource, around: Surroundings): Reading {
  const parsed = shaped(allergyShape, resource);
  if ('reason' in parsed) return notTaken(parsed.reason, '');
  const one = parsed.data;
  const text = textOf(one.code);
  const verified = codeOf(one.verificationStatus);
  const refused = refusalOf(text, notThePatients(one.patient, around), verified);
  if (refused !== null) return refused;
  const clinical = codeOf(one.clinicalStatus);
  const reaction = (one.reaction ?? []).flatMap((each) =>
    (each.manifestation ?? []).map((concept) => textOf(concept)),
  );
  return taken({
    kind: 'allergy',
    text,
    codings: codingsOf(one.code),
    status:
      verified === 'unconfirmed'
        ? 'unknown'
        : clinical === 'active'
          ? 'active'
          : clinical === undefined
            ? 'unknown'
            : 'inactive',
    reaction: reaction.length > 0 ? reaction.join(', ') : null,
  });
}

/** Results that may be relied on; a preliminary one may still change. */
const finalStatuses = new Set(['final', 'amended', 'corrected']);
const DAY = 24 * 3600 * 1000;

function readObservation(resource: Resource, around: Surroundings): Reading {
  const parsed = shaped(observationShape, resource);
  if ('reason' in parsed) return notTaken(parsed.reason, '');
  const one = parsed.data;
  const text = textOf(one.code);
  const results = [
    ...measured(one, false),
    ...(one.component ?? []).flatMap((component) => measured(component, true)),
  ];
  if (results.length === 0) return notTaken('not among the measures that are read', text);
  const whose = notThePatients(one.subject, around);
  if (whose !== null) return notTaken(whose, text);
  if (one.status === 'entered-in-error' || one.status === 'cancelled')
    return withdrawn(reasons[one.status], text);
  if (one.status === undefined || !finalStatuses.has(one.status)) {
    return notTaken(`not a final result (${one.status ?? 'no status'})`, text);
  }
  const at =
    one.effectiveDateTime ?? one.effectiveInstant ?? one.effectivePeriod?.end ?? one.effectivePeriod?.start;
  if (at === undefined) return notTaken('no date', text);
  // A day of grace, for a zone that is ahead of the clinic's.
  if (Date.parse(at) > Date.parse(around.today) + 2 * DAY) return notTaken('dated in the future', text);

  const drafts: Draft[] = [];
  const leftOut: { reason: string; example: string }[] = [];
  for (const { result, measure, part } of results) {
    const name = textOf(result.code) || measure;
    const quantity = result.valueQuantity;
    const value = quantity === undefined ? { reason: 'no value' } : convert(measure, quantity);
    if ('reason' in value) {
      leftOut.push({
        reason: value.reason,
        example: `${name} ${quantity?.value ?? ''} ${quantity?.unit ?? quantity?.code ?? ''}`.trim(),
      });
      continue;
    }
    drafts.push({
      kind: 'observation',
      text: name,
      codings: codingsOf(result.code),
      measure,
      ...value,
      at,
      range: rangeOf(result, measure, value.unit),
      ...(part === undefined ? {} : { part }),
    });
  }
  return { drafts, leftOut, withdrawn: false };
}

interface MeasuredResult {
  readonly result: Result;
  readonly measure: Measure;
  readonly part: string | undefined;
}

/** A result with its measure, when its LOINC code is one that is read. */
function measured(result: Result, isComponent: boolean): MeasuredResult[] {
  for (const { system, code } of result.code?.coding ?? []) {
    const measure = system === 'http://loinc.org' ? measureOfLoinc(code ?? '') : undefined;
    if (measure !== undefined) return [{ result, measure, part: isComponent ? measure : undefined }];
  }
  return [];
}

/**
 * The one normal range of a result, in the unit of the value. Of several (by age, by phase) none is chosen, and a bound
 * without a unit is not used: what remains then is the laboratory's own text.
 */
function rangeOf(result: Result, measure: Observation['measure'], unit: string): Observation['range'] {
  const normal = (result.referenceRange ?? []).filter((range) => {
    const type = codeOf(range.type);
    return type === undefined || type === 'normal';
  });
  const [range, ...others] = normal;
  if (range === undefined) return null;
  const bound = (quantity: Quantity | undefined) => {
    const converted = quantity === undefined ? undefined : convert(measure, quantity);
    return converted !== undefined && 'value' in converted && converted.unit === unit
      ? converted.value
      : null;
  };
  const low = others.length === 0 ? bound(range.low) : null;
  const high = others.length === 0 ? bound(range.high) : null;
  const text = normal.flatMap((each) => each.text ?? []).join('; ');
  return low === null && high === null && text === '' ? null : { low, high, text: text === '' ? null : text };
}

const reasons = {
  'entered-in-error': 'entered in error, says the record',
  refuted: 'refuted, says the record',
  cancelled: 'cancelled, says the record',
  nameless: 'it says neither by code nor in words what it is',
} as const;

function shaped<Shape>(shape: z.ZodType<Shape>, resource: Resource): { data: Shape } | { reason: string } {
  const parsed = shape.safeParse(resource);
  if (parsed.success) return { data: parsed.data };
  const issue = parsed.error.issues[0];
  return { reason: `not as FHIR R4 writes it at ${issue?.path.join('.')} (${issue?.message})` };
}

function notThePatients(reference: Reference | undefined, around: Surroundings): string | null {
  if (reference?.reference === undefined && reference?.identifier === undefined)
    return 'it does not say whose it is';
  return around.isPatient(reference) ? null : 'it belongs to someone else';
}

function codeOf(concept: Concept | undefined): string | undefined {
  return concept?.coding?.find((coding) => coding.code !== undefined)?.code;
}

function codingsOf(concept: Concept | undefined): Coding[] {
  return (concept?.coding ?? []).flatMap(({ system, code, display }) =>
    system === undefined || code === undefined
      ? []
      : [{ system, code, ...(display === undefined ? {} : { display }) }],
  );
}

/** The words of a concept: its own, else those of its first code that has some, else the code. */
function textOf(concept: Concept | undefined, reference?: Reference): string {
  const words = concept?.text ?? concept?.coding?.find((coding) => coding.display)?.display;
  return (words ?? reference?.display ?? codeOf(concept) ?? '').trim();
}
