import type { HomeEvent } from '@ketame/care';
import { homeEventAnswersSchema, homeEventsSchema, myHomeSchema } from '@ketame/contract';
import { request } from '../../api.ts';
import type { DiaryServer } from './exchange.ts';

/** The patient's own routes. Each throws ApiError as `request` does. */
export const diaryServer: DiaryServer = {
  send: (events: readonly HomeEvent[]) =>
    request(homeEventAnswersSchema, '/api/my/home/events', { method: 'POST', json: { events } }),
  fetch: (after) => request(homeEventsSchema, `/api/my/home/events?after=${after}`),
};

export const getMyHome = () => request(myHomeSchema, '/api/my/home');
