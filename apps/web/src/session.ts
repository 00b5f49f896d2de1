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

/** Who may see patients and plans. The server decides again at every request. */
export const patientReaders: readonly Role[] = ['physician', 'nurse', 'pharmacist', 'administrator'];
export const administrators: readonly Role[] = ['administrator'];
