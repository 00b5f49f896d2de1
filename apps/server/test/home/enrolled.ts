import { randomUUID } from 'node:crypto';
import { homeFactKinds, homeTraining } from '@ketame/care';
import type { TrainingAttempt, TrainingFor } from '@ketame/contract';
import { chosenAnswers } from '../training/pass-training.ts';
import { enrolment, resultsBeforeSupply } from './household.ts';

/** Sends something as a physician. @returns what was answered @throws Error when it was refused */
export type SendAsPhysician = (
  method: 'POST' | 'PUT',
  path: string,
  body: object,
  headers?: Readonly<Record<string, string>>,
) => Promise<unknown>;

/**
 * Enters all that the oral programme of ours asks of patient and record, and sets it active. The people of the clinic
 * are trained already.
 */
export async function enrolActive(send: SendAsPhysician, patientId: string, now: Date): Promise<void> {
  const at = now.toISOString();
  const address = `/api/patients/${patientId}`;
  for (const fact of homeFactKinds) {
    await send('POST', `${address}/home/facts`, { id: randomUUID(), fact, at, note: '' });
  }
  for (const content of resultsBeforeSupply) {
    await send('POST', `${address}/follow-up`, { id: randomUUID(), at, content });
  }
  const trainees: TrainingFor[] = [
    { kind: 'patient', patientId },
    { kind: 'sitter', patientId, name: enrolment.sitterName },
  ];
  for (const trainee of trainees) {
    const modules = homeTraining.find(({ audience }) => audience === trainee.kind)?.modules ?? [];
    for (const module of modules) {
      const sent = { id: randomUUID(), module, language: 'en', trainee };
      const shown = (await send('POST', '/api/training-attempts', sent)) as TrainingAttempt;
      await send('PUT', `/api/training-attempts/${sent.id}`, { answers: chosenAnswers(shown) });
    }
  }
  const validUntil = new Date(now.getTime() + 60 * 86_400_000).toISOString();
  const wanted = { ...enrolment, status: 'active', validUntil, firstDay: at.slice(0, 10) };
  await send('PUT', `${address}/home`, wanted, { 'if-match': '"0"' });
}
