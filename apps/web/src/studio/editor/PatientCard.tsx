import type { Patient } from '@ketame/ketamine';
import { Checkbox, NativeSelect } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import classes from './editor.module.css';
import { NumberField } from './NumberField.tsx';

interface PatientCardProps {
  readonly patient: Patient;
  /** Where the values came from, and the way back to them; null without a record. */
  readonly origin: ReactNode;
  readonly onChange: (patient: Patient) => void;
}

/** What the models know of the patient. Nothing here says who the patient is. */
export const PatientCard = memo(function PatientCard({ patient, origin, onChange }: PatientCardProps) {
  const set = (change: Partial<Patient>) => onChange({ ...patient, ...change });
  return (
    <section aria-labelledby="studio-patient">
      <h2 id="studio-patient" className={classes.heading}>
        Patient
      </h2>
      {origin}
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
    </section>
  );
});
