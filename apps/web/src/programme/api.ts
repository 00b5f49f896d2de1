import {
  type HomeClinic,
  homeClinicSchema,
  homePopulationSchema,
  homeProgrammesSchema,
  homeWorklistSchema,
  type NewClinicHomeEvent,
  type NewHomeAccount,
  type NewHomeContact,
  type NewHomeCount,
  type NewHomeFact,
  type NewHomeMessage,
  type NewOwnHomeProgramme,
  type PutHome,
  patientHomeSchema,
} from '@ketame/contract';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { at, request } from '../api.ts';

const programmesPath = '/api/home-programmes';
const home = (patientId: string, ...parts: string[]) => at('/api/patients', patientId, 'home', ...parts);
const post = (path: string, json: unknown) => request(null, path, { method: 'POST', json });

export const homeQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['home', 'patient', patientId],
    queryFn: () => request(patientHomeSchema, home(patientId)),
  });

export const homeProgrammesQuery = queryOptions({
  queryKey: ['home', 'programmes'],
  queryFn: () => request(homeProgrammesSchema, programmesPath),
});

/** Asked again each minute: who stays silent after a dose comes up by itself. */
export const homeWorklistQuery = queryOptions({
  queryKey: ['home', 'worklist'],
  queryFn: () => request(homeWorklistSchema, '/api/home/worklist'),
  refetchInterval: 60_000,
});

export const homePopulationQuery = queryOptions({
  queryKey: ['home', 'population'],
  queryFn: () => request(homePopulationSchema, '/api/home/population'),
});

export const homeClinicQuery = queryOptions({
  queryKey: ['home', 'clinic'],
  queryFn: () => request(homeClinicSchema, '/api/home/clinic'),
});

export const saveHomeClinic = (json: HomeClinic) =>
  request(null, '/api/home/clinic', { method: 'PUT', json });

export const copyHomeProgramme = (json: NewOwnHomeProgramme) => post(programmesPath, json);

/** @param version the one that was seen; 0 where the patient is not enrolled */
export const putHome = (patientId: string, version: number, json: PutHome) =>
  request(null, home(patientId), { method: 'PUT', json, ifMatch: version });

export const addFact = (patientId: string, json: NewHomeFact) => post(home(patientId, 'facts'), json);
export const addContact = (patientId: string, json: NewHomeContact) =>
  post(home(patientId, 'contacts'), json);
export const addCount = (patientId: string, json: NewHomeCount) => post(home(patientId, 'counts'), json);
export const sendMessage = (patientId: string, json: NewHomeMessage) =>
  post(home(patientId, 'messages'), json);
export const addClinicEvent = (patientId: string, json: NewClinicHomeEvent) =>
  post(home(patientId, 'events'), json);
export const makeHomeAccount = (patientId: string, json: NewHomeAccount) =>
  post(home(patientId, 'account'), json);

/** A change of what is known of somebody at home; afterwards all that depends on it is asked for anew. */
export function useHomeChange<Sent>(change: (sent: Sent) => Promise<unknown>, onDone?: () => unknown) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['home'] }),
        queries.invalidateQueries({ queryKey: ['patient'] }),
      ]);
      onDone?.();
    },
  });
}
