import { latestObservation } from '@ketame/care';
import type { Measure, Observation, PatientDetail, PatientForm, RecordEntry } from '@ketame/contract';

/** Entries of the plain form begin so; a record's own ids never do. */
const FORM = 'form:';

/** How the form's numbers are kept: measure, LOINC code with its name, UCUM unit. */
const fields = [
  { field: 'weightKg', measure: 'weight', text: 'Body weight', loinc: '29463-7', unit: 'kg' },
  { field: 'heightCm', measure: 'height', text: 'Body height', loinc: '8302-2', unit: 'cm' },
  {
    field: 'systolic',
    measure: 'systolic',
    text: 'Systolic blood pressure',
    loinc: '8480-6',
    unit: 'mm[Hg]',
  },
  {
    field: 'diastolic',
    measure: 'diastolic',
    text: 'Diastolic blood pressure',
    loinc: '8462-4',
    unit: 'mm[Hg]',
  },
  { field: 'heartRate', measure: 'heartRate', text: 'Heart rate', loinc: '8867-4', unit: '/min' },
] as const satisfies readonly {
  field: keyof PatientForm;
  measure: Measure;
  text: string;
  loinc: string;
  unit: string;
}[];

export function isOfForm(entry: RecordEntry): boolean {
  return entry.sourceId.startsWith(FORM);
}

/** What the form says about pregnancy, as it is kept. */
export function pregnancyOf(form: Pick<PatientForm, 'pregnant'>): PatientDetail['pregnancy'] {
  if (form.pregnant === null) return 'unknown';
  return form.pregnant ? 'pregnant' : 'not possible';
}

/**
 * The entries of a form as they are to be kept beside those of a record. A number that is already the newest of its
 * measure, and words that the record already has, are not put down again: a form that was filled in from the record
 * must not give old values today's date.
 * @param stored all entries that the patient has
 * @param at when the form was sent, an instant
 */
export function entriesOfForm(
  form: Omit<PatientForm, 'id'>,
  stored: readonly RecordEntry[],
  at: string,
): RecordEntry[] {
  const entries: RecordEntry[] = [];
  for (const { field, measure, text, loinc, unit } of fields) {
    const value = form[field];
    if (value === null) continue;
    const sourceId = FORM + measure;
    const newest = latestObservation(stored, measure);
    if (newest?.value === value && newest.unit === unit) {
      const own = stored.find((entry) => entry.kind === 'observation' && entry.sourceId === sourceId);
      if (own !== undefined) entries.push(own);
      continue;
    }
    const codings = [{ system: 'http://loinc.org', code: loinc, display: text }];
    entries.push({
      kind: 'observation',
      sourceId,
      text,
      codings,
      measure,
      value,
      unit,
      at,
      range: null,
    } satisfies Observation);
  }
  const of = (kind: RecordEntry['kind'], texts: readonly string[]) => {
    const known = stored
      .filter((entry) => entry.kind === kind && !isOfForm(entry))
      .map((entry) => entry.text);
    return [...new Set(texts)]
      .filter((text) => !known.includes(text))
      .map((text) => ({ sourceId: FORM + text, text, codings: [], status: 'active' as const }));
  };
  for (const entry of of('condition', form.diagnoses)) {
    entries.push({ kind: 'condition', ...entry, onset: null, ended: null });
  }
  for (const entry of of('medication', form.medication)) {
    entries.push({ kind: 'medication', ...entry, started: null, ended: null, dosage: null });
  }
  for (const entry of of('allergy', form.allergies)) {
    entries.push({ kind: 'allergy', ...entry, reaction: null });
  }
  return entries;
}
