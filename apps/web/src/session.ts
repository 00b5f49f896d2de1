import type { Role } from '@ketame/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { getSession } from './api.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: getSession,
  staleTime: 60_000,
});

/** Who is signed in; `data` is undefined while that is not yet known. */
export const useSession = () => useQuery(sessionQuery);

/** Who sees what, so that nobody meets a page or a button that would refuse them. The server decides again at every request. */
export const everyone: readonly Role[] = [
  'physician',
  'nurse',
  'pharmacist',
  'researcher',
  'administrator',
  'patient',
];
export const patientReaders: readonly Role[] = ['physician', 'nurse', 'pharmacist', 'administrator'];
export const patientWriters: readonly Role[] = ['physician'];
/** Who may open a restricted record in an emergency. */
export const emergencyReaders: readonly Role[] = ['nurse', 'pharmacist'];
export const administrators: readonly Role[] = ['administrator'];

/** Whether the person signed in has one of these roles. */
export function useAllowed(roles: readonly Role[]): boolean {
  const role = useSession().data?.account?.role;
  return role !== undefined && roles.includes(role);
}
