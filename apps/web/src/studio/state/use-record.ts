import type { Patient } from '@ketame/ketamine';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PatientInStudio } from '../../navigation.ts';
import { getPatient } from '../../patients/api.ts';
import { studioPatientOf } from '../../patients/studio-patient.ts';

/**
 * What the models need to know of the patient, as the record has it now; null without a patient, without a weight in
 * the record, and while it is not known: the studio works all the same.
 */
export function useRecord(forPatient: PatientInStudio | null): Patient | null {
  const id = forPatient?.patientId ?? '';
  const { data } = useQuery({
    queryKey: ['patient', id],
    queryFn: () => getPatient(id),
    enabled: forPatient !== null,
  });
  return useMemo(() => (data === undefined ? null : studioPatientOf(data)), [data]);
}
