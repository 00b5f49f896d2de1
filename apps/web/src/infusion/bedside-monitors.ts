import { bedsideMonitorSchema } from '@ketame/contract';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { at, request } from '../api.ts';

export const bedsideMonitorsQuery = queryOptions({
  queryKey: ['bedside-monitors'],
  queryFn: () => request(z.array(bedsideMonitorSchema), '/api/bedside-monitors'),
});

export const bringMonitor = (infusionId: string, monitorId: string) =>
  request(bedsideMonitorSchema, at('/api/infusions', infusionId, 'monitor'), {
    method: 'PUT',
    json: { monitorId },
  });
