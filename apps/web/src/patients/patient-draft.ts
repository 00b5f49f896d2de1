import type { Measure, PatientDetail } from '@ketame/contract';
import { entriesOf } from './entries.ts';
import type { PatientDraft } from './PatientForm.tsx';

/**
 * A patient as the form shows it: identity, the newest numbers, and the entries that were put in by form. What came
 * from a record is not here, since the form can neither change nor remove it.
 */
export function draftOf(patient: PatientDetail): PatientDraft {
  const latest = (measure: Measure): string =>
    String(patient.latest.find((value) => value.measure === measure)?.value ?? '');
  const texts = (kind: 'condition' | 'medication' | 'allergy'): string =>
    entriesOf(patient.entries, kind)
      .filter(({ sourceId }) => sourceId.startsWith('form:'))
      .map(({ text }) => text)
      .join('\n');
  return {
    ...patient.identity,
    measures: {
      weightKg: latest('weight'),
      heightCm: latest('height'),
      systolic: latest('systolic'),
      diastolic: latest('diastolic'),
      heartRate: latest('heartRate'),
    },
    diagnoses: texts('condition'),
    medication: texts('medication'),
    allergies: texts('allergy'),
    pregnant: { pregnant: 'yes', 'not possible': 'no', possible: '', unknown: '' }[patient.pregnancy] as
      | ''
      | 'yes'
      | 'no',
  };
}
