import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRestriction, restrictPatient } from '../access.ts';

/** Closes the record to all but physicians and administrators, or opens it again. */
export function RestrictPatient({ patientId }: { readonly patientId: string }) {
  const queries = useQueryClient();
  const queryKey = ['restriction', patientId];
  const { data } = useQuery({ queryKey, queryFn: () => getRestriction(patientId) });
  const restricting = useMutation({
    mutationFn: (restricted: boolean) => restrictPatient(patientId, restricted),
    onSuccess: (saved) => queries.setQueryData(queryKey, saved),
  });
  if (data === undefined) return null;
  return (
    <Button
      variant="default"
      title="A restricted record is open to physicians and administrators; to others in an emergency, with a reason"
      loading={restricting.isPending}
      onClick={() => restricting.mutate(!data.restricted)}
    >
      {restricting.isError ? 'Not changed: try again' : data.restricted ? 'Lift the restriction' : 'Restrict'}
    </Button>
  );
}
