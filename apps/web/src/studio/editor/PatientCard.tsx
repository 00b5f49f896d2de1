import type { Patient } from '@ketame/ketamine';
import { Checkbox, NativeSelect } from '@mantine/core';
import { memo } from 'react';
import classes from './editor.module.css';
import { NumberField } from './NumberField.tsx';
import { OtherDrugs } from './OtherDrugs.tsx';

const DIAGNOSES = [
  { value: '', label: 'not given' },
  { value: 'CRPS-1', label: 'CRPS type 1' },
  { value: 'other', label: 'other' },
];

interface PatientCardProps {
  readonly patient: Patient;
  /** Of the record; null when the studio was opened without one. */
  readonly name: string | null;
  /** What the record says now; null while that is not known. */
  readonly record: Patient | null;
  readonly onChange: (patient: Patient) => void;
}

const RECORDED = ['weightKg', 'ageYears', 'sex', 'heightCm', 'pregnant', 'severeLiverDisease'] as const;

/** Whether the values are those of the record; the kind of pain and the genotype are the physician's to choose. */
const agrees = (patient: Patient, record: Patient): boolean =>
  RECORDED.every((field) => (patient[field] ?? false) === (record[field] ?? false)) &&
  [...(patient.otherDrugs ?? [])].sort().join() === [...(record.otherDrugs ?? [])].sort().join();

const withRecord = ({ diagnosis, cyp2b6 }: Patient, record: Patient): Patient => ({
  ...record,
  ...(diagnosis === undefined ? {} : { diagnosis }),
  ...(cyp2b6 === undefined ? {} : { cyp2b6 }),
});

/** What the models know of the patient. */
export const PatientCard = memo(function PatientCard(props: PatientCardProps) {
  const { patient, name, record, onChange } = props;
  const set = (change: Partial<Patient>) => onChange({ ...patient, ...change });
  const setDiagnosis = (value: string) => {
    const { diagnosis: _, ...rest } = patient;
    onChange(value === 'CRPS-1' || value === 'other' ? { ...rest, diagnosis: value } : rest);
  };
  return (
    <section aria-labelledby="studio-patient">
      <div className={classes.patientHead}>
        <h2 id="studio-patient" className={classes.heading}>
          {name ?? 'Patient'}
        </h2>
        {record !== null &&
          (agrees(patient, record) ? (
            <span className={classes.cardWords}>from the record</span>
          ) : (
            <button
              type="button"
              className={classes.textButton}
              onClick={() => onChange(withRecord(patient, record))}
            >
              differs from the record; take that
            </button>
          ))}
      </div>
      <div className={classes.patient}>
        <NumberField
          label="Weight"
          unit="kg"
          value={patient.weightKg}
          min={20}
          max={350}
          onValue={(weightKg) => set({ weightKg })}
        />
        <NumberField
          label="Age"
          unit="y"
          value={patient.ageYears}
          min={0}
          max={120}
          onValue={(ageYears) => set({ ageYears })}
        />
        <NativeSelect
          size="xs"
          label="Sex"
          data={['female', 'male']}
          value={patient.sex}
          onChange={(event) => set({ sex: event.currentTarget.value === 'male' ? 'male' : 'female' })}
        />
        <NumberField
          label="Height"
          unit="cm"
          value={patient.heightCm ?? null}
          min={100}
          max={250}
          onValue={(heightCm) => set({ heightCm })}
          onEmpty={() => {
            const { heightCm: _, ...rest } = patient;
            onChange(rest);
          }}
        />
      </div>
      <div className={classes.states}>
        <NativeSelect
          size="xs"
          label="Pain"
          data={DIAGNOSES}
          value={patient.diagnosis ?? ''}
          onChange={(event) => setDiagnosis(event.currentTarget.value)}
        />
        <div className={classes.checks}>
          <Checkbox
            size="xs"
            label="Pregnant"
            checked={patient.pregnant ?? false}
            onChange={(event) => set({ pregnant: event.currentTarget.checked })}
          />
          <Checkbox
            size="xs"
            label="Severe liver disease"
            checked={patient.severeLiverDisease ?? false}
            onChange={(event) => set({ severeLiverDisease: event.currentTarget.checked })}
          />
        </div>
      </div>
      <OtherDrugs patient={patient} onChange={onChange} />
    </section>
  );
});
