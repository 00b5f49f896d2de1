import { randomUUID } from 'node:crypto';
import type { FollowUpContent, HomeContent } from '@ketame/care';
import type { HomeEventAnswers, PatientHome } from '@ketame/contract';
import {
  type Answer,
  addPatient,
  type Client,
  client,
  cookieOf,
  PASSWORD,
  signIn,
  type TestClinic,
} from '../clinic.ts';

/** A patient at home with an account, and the people of the clinic. */
export interface TestHousehold {
  readonly patientId: string;
  readonly patient: Client;
  readonly physician: Client;
  readonly nurse: Client;
  /** An entry as a device makes it, at the clinic's time unless another is named. */
  entry(content: HomeContent, at?: string, device?: string): SentEvent;
  /** Sends entries as the patient. */
  send(...events: unknown[]): Promise<HomeEventAnswers['answers']>;
  put(change: object, version: number): Promise<Answer>;
  read(): Promise<PatientHome>;
}

export interface SentEvent {
  readonly id: string;
  readonly device: string;
  readonly author: 'patient';
  readonly at: string;
  readonly zone: string;
  readonly content: HomeContent;
}

export const DEVICE = randomUUID();

/** What somebody enters who enrols a patient. */
export const enrolment = {
  programmeId: 'ketame-oral',
  status: 'suspended',
  validUntil: '2027-03-02T08:00:00.000Z',
  timeZone: 'Europe/Amsterdam',
  sitterName: 'A synthetic neighbour',
  firstDay: '2026-03-02',
};

/** What a programme of ours asks of the follow-up before a supply. */
export const resultsBeforeSupply: readonly FollowUpContent[] = [
  {
    kind: 'laboratory',
    values: [
      ...(['ALT', 'AST', 'ALP', 'GGT'] as const).map((measure) => ({
        measure,
        value: 20,
        unit: 'U/L',
        upperLimit: 40,
      })),
      { measure: 'creatinine', value: 70, unit: 'umol/L', upperLimit: 90 },
    ],
  },
  { kind: 'misuse review', signs: [] },
  { kind: 'questionnaire', instrument: 'phq-9', version: 1, answers: { item9: 0 }, scores: { total: 4 } },
  {
    kind: 'questionnaire',
    instrument: 'ketame-urine',
    version: 1,
    answers: { frequency: 0, night: 0, urgency: 0, burning: 0, belly: 0, leaking: 0, lasting: 0 },
    scores: { total: 0, pain: 0 },
  },
];

/** @param people of the clinic, where they are signed in already, and the patient, where there is one */
export async function openHousehold(
  clinic: TestClinic,
  people?: Pick<TestHousehold, 'physician' | 'nurse'> & { readonly patientId?: string },
): Promise<TestHousehold> {
  const physician = people?.physician ?? (await clinic.as('physician'));
  const nurse = people?.nurse ?? (await clinic.as('nurse'));
  const patientId = people?.patientId ?? (await addPatient(clinic.database));
  const put: TestHousehold['put'] = (change, version) =>
    physician.send(
      'PUT',
      `/api/patients/${patientId}/home`,
      { ...enrolment, ...change },
      { 'if-match': `"${version}"` },
    );
  const enrolled = await put({}, 0);
  if (enrolled.statusCode !== 200) throw new Error(enrolled.body);
  const email = `patient-${randomUUID()}@example.org`;
  const made = await nurse.send('POST', `/api/patients/${patientId}/home/account`, {
    email,
    password: PASSWORD,
  });
  if (made.statusCode !== 201) throw new Error(made.body);
  const patient = client(clinic.app, made.json().id, cookieOf(await signIn(clinic.app, email)));
  return {
    patientId,
    patient,
    physician,
    nurse,
    entry: (content, at = clinic.now.toISOString(), device = DEVICE) => ({
      id: randomUUID(),
      device,
      author: 'patient',
      at,
      zone: 'Europe/Amsterdam',
      content,
    }),
    send: async (...events) => {
      const answer = await patient.send('POST', '/api/my/home/events', { events });
      if (answer.statusCode !== 200) throw new Error(answer.body);
      return answer.json().answers;
    },
    put,
    read: async () => (await nurse.send('GET', `/api/patients/${patientId}/home`)).json(),
  };
}
