import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PatientToWeigh } from '../navigation.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Notice } from '../parts/Notice.tsx';
import { benefitRiskQuery, saveGoals } from '../retreatment/api.ts';
import type { Counts } from './comparison.ts';

interface SavePointsProps {
  readonly patient: PatientToWeigh;
  /** Null until every swing was asked for. */
  readonly points: Readonly<Record<string, number>> | null;
  readonly counts: Counts;
}

/** Keeps the points with the goals of the patient for whom the page was opened. */
export function SavePoints({ patient, points, counts }: SavePointsProps) {
  const { patientId, name, goals, version } = patient;
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (all: Readonly<Record<string, number>>) =>
      saveGoals(patientId, version, { ...goals, swing: { points: all, counts } }),
    onSuccess: (saved) => queries.setQueryData(benefitRiskQuery(patientId).queryKey, saved),
  });
  const back = (
    <LinkButton to="/patients/$patientId/next-course" params={{ patientId }} size="xs">
      Back to {name}
    </LinkButton>
  );
  if (saving.isSuccess) {
    return <Notice kind="done" title={`The points are kept with the goals of ${name}`} actions={back} />;
  }
  return (
    <Notice
      kind="information"
      title={`Weighed with ${name}`}
      actions={
        <>
          <Button
            size="xs"
            disabled={points === null}
            loading={saving.isPending}
            onClick={() => points !== null && saving.mutate(points)}
          >
            Save the points to the patient
          </Button>
          {back}
        </>
      }
    >
      {points === null && <p>They can be saved once every swing has been asked for.</p>}
      {saving.error !== null && <ErrorNotice title="Not saved" error={saving.error} />}
    </Notice>
  );
}
