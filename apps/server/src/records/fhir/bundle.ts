import { createHash } from 'node:crypto';
import { measures, type RecordEntry, type UnderstoodRecord } from '@ketame/contract';
import { RecordRefused } from '../refusal.ts';
import { type Draft, readers, type Surroundings } from './entries.ts';
import { LeftOutList } from './left-out.ts';
import { understandPatient } from './patient.ts';
import { bundleShape, type Resource, resourceShape } from './shapes.ts';
import { requireR4 } from './version.ts';

/** How many values of one measure are kept, the newest. */
export const keptPerMeasure = 20;

/** What was understood of a bundle, and which resources the record takes back (their stored entries must go). */
export interface Understanding {
  readonly record: UnderstoodRecord;
  readonly withdrawn: readonly string[];
}

interface Found {
  readonly resource: Resource;
  readonly fullUrl: string | undefined;
}

/**
 * Reads a FHIR R4 bundle of one patient. Nothing is guessed and nothing dropped silently: what is not taken is in
 * `leftOut`, by kind, with the reason.
 * @param content parsed JSON of any shape
 * @param today the clinic's date, YYYY-MM-DD
 * @throws RecordRefused when it is not a bundle of one patient in FHIR R4
 */
export function understandBundle(content: unknown, today: string): Understanding {
  const leftOut = new LeftOutList();
  const found = resourcesOf(content, leftOut);
  const patient = understandPatient(found.filter(({ resource }) => resource.resourceType === 'Patient'));
  if (patient.deceased !== null) {
    leftOut.add('Patient', 'the record says that the patient has died; this is not kept', patient.deceased);
  }

  const byReference = new Map<string, Resource>();
  for (const { resource, fullUrl } of found) {
    if (fullUrl !== undefined) byReference.set(fullUrl, resource);
    if (resource.id !== undefined) byReference.set(`${resource.resourceType}/${resource.id}`, resource);
  }
  const around: Surroundings = {
    today,
    isPatient: patient.isMeantBy,
    find: (reference) => byReference.get(reference),
  };

  const entries = new Map<string, RecordEntry>();
  const seen = new Set<string>();
  const withdrawn: string[] = [];
  for (const { resource, fullUrl } of newestFirst(found)) {
    const { resourceType } = resource;
    if (resourceType === 'Patient') continue;
    const read = Object.hasOwn(readers, resourceType) ? readers[resourceType] : undefined;
    if (read === undefined) {
      if (resourceType !== 'Medication') leftOut.add(resourceType, 'not read');
      continue;
    }
    const ownId = ownIdOf(resource, fullUrl);
    if (ownId !== undefined && seen.has(ownId)) {
      leftOut.add(resourceType, 'the same resource again, or an older version of it', ownId);
      continue;
    }
    if (ownId !== undefined) seen.add(ownId);
    const reading = read(resource, around);
    for (const { reason, example } of reading.leftOut) leftOut.add(resourceType, reason, example);
    if (reading.withdrawn && ownId !== undefined) withdrawn.push(`${patient.source.system} ${ownId}`);
    for (const { part, ...draft } of reading.drafts) {
      const id = ownId ?? `${resourceType}/${digest(draft)}`;
      const sourceId = `${patient.source.system} ${id}${part === undefined ? '' : `#${part}`}`;
      if (entries.has(sourceId))
        leftOut.add(resourceType, 'the same entry again, or an older version of it', draft.text);
      else entries.set(sourceId, { ...draft, sourceId } as RecordEntry);
    }
  }
  return {
    record: {
      identity: patient.identity,
      source: patient.source,
      entries: newestValues([...entries.values()], leftOut),
      leftOut: leftOut.list(),
    },
    withdrawn,
  };
}

function resourcesOf(content: unknown, leftOut: LeftOutList): Found[] {
  const type = resourceShape.safeParse(content);
  if (!type.success || type.data.resourceType !== 'Bundle') {
    const what = type.success ? `a ${type.data.resourceType}` : 'something else';
    throw new RecordRefused(
      'not-a-bundle',
      `The file is ${what}. Expected a FHIR R4 Bundle with the record of one patient.`,
    );
  }
  const bundle = bundleShape.safeParse(content);
  if (!bundle.success) {
    const issue = bundle.error.issues[0];
    throw new RecordRefused(
      'not-a-bundle',
      `Bundle.${issue?.path.join('.')} is not as FHIR R4 writes it: ${issue?.message}.`,
    );
  }
  if (bundle.data.link?.some((link) => link.relation === 'next')) {
    leftOut.add('Bundle', 'the file is one page of several; the other pages are not in it');
  }
  const found: Found[] = [];
  for (const entry of bundle.data.entry ?? []) {
    const resource = resourceShape.safeParse(entry.resource);
    if (resource.success) found.push({ resource: resource.data, fullUrl: entry.fullUrl });
    else leftOut.add('Bundle', 'an entry without a resource');
  }
  requireR4(
    content,
    found.map(({ resource }) => resource),
  );
  return found;
}

/** By time of the last update, so that of two versions of one resource the newer is taken; else as in the file. */
function newestFirst(found: readonly Found[]): Found[] {
  const time = ({ resource }: Found) => Date.parse(resource.meta?.lastUpdated ?? '') || 0;
  return [...found].sort((a, b) => time(b) - time(a));
}

/** Longer ids than this do not fit the database's index; FHIR's own are of 64 characters at most. */
const longestId = 400;

/** The record's own id of a resource. An address of the kind urn:uuid is made anew with each export and is none. */
function ownIdOf(resource: Resource, fullUrl: string | undefined): string | undefined {
  const id =
    resource.id !== undefined
      ? `${resource.resourceType}/${resource.id}`
      : fullUrl !== undefined && /^https?:/.test(fullUrl)
        ? fullUrl
        : undefined;
  return id !== undefined && id.length <= longestId ? id : undefined;
}

/** Stands for an id where the record gives none: made of what does not change as an illness or a treatment ends. */
function digest(draft: Omit<Draft, 'part'>): string {
  const { kind, text, codings } = draft;
  const more = draft as Partial<Record<'onset' | 'started' | 'at' | 'measure' | 'value', unknown>>;
  const stable = [kind, text, codings, more.onset, more.started, more.at, more.measure, more.value];
  return createHash('sha256').update(JSON.stringify(stable)).digest('hex').slice(0, 32);
}

function newestValues(entries: readonly RecordEntry[], leftOut: LeftOutList): RecordEntry[] {
  const dropped = new Set<RecordEntry>();
  for (const measure of measures) {
    const newestFirst = entries
      .filter((entry) => entry.kind === 'observation' && entry.measure === measure)
      .sort((a, b) => timeOf(b) - timeOf(a) || (a.sourceId < b.sourceId ? 1 : -1));
    for (const entry of newestFirst.slice(keptPerMeasure)) {
      dropped.add(entry);
      leftOut.add('Observation', `older than the ${keptPerMeasure} newest values of its measure`, entry.text);
    }
  }
  return entries.filter((entry) => !dropped.has(entry));
}

function timeOf(entry: RecordEntry): number {
  return entry.kind === 'observation' ? Date.parse(entry.at) : 0;
}
