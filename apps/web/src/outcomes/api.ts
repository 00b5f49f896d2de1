import { outcomeRowsSchema, outcomesSchema } from '@ketame/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { at, request } from '../api.ts';

export const outcomesQuery = (days: number) =>
  queryOptions({
    queryKey: ['outcomes', days],
    queryFn: () => request(outcomesSchema, `/api/outcomes?days=${days}`),
    placeholderData: keepPreviousData,
  });

export const outcomeRowsQuery = (id: string, days: number) =>
  queryOptions({
    queryKey: ['outcomes', days, id],
    queryFn: () => request(outcomeRowsSchema, `${at('/api/outcomes', id)}?days=${days}`),
  });
