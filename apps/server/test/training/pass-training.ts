import { randomUUID } from 'node:crypto';
import { homeTraining, type TrainingModuleId, trainingModuleOf } from '@ketame/care';
import type { TrainingAttempt, TrainingFor } from '@ketame/contract';
import type { Answer, Client, TestClinic } from '../clinic.ts';

/** Where the right answers stand in a test as it was shown; `wrong` so many of them are chosen wrongly. */
export function chosenAnswers({ module, questions }: TrainingAttempt, wrong = 0): number[] {
  return questions.map(({ text, answers }, index) => {
    const found = trainingModuleOf(module).questions.find((one) => one.text.en === text);
    const right = answers.indexOf(found?.right.en ?? '');
    return index < wrong ? (right + 1) % answers.length : right;
  });
}

/** Takes the test of a module in English. */
export async function take(
  client: Client,
  module: TrainingModuleId,
  trainee: TrainingFor,
  wrong = 0,
): Promise<Answer> {
  const sent = { id: randomUUID(), module, language: 'en', trainee };
  const begun = await client.send('POST', '/api/training-attempts', sent);
  if (begun.statusCode !== 200) return begun;
  const answers = chosenAnswers(begun.json(), wrong);
  return client.send('PUT', `/api/training-attempts/${sent.id}`, { answers });
}

/**
 * Everybody passes what is asked: one physician, nurse and pharmacist of the clinic, the patient, the person at the side.
 * @param staff who they are; somebody new where nobody is named
 */
export async function passTraining(
  clinic: TestClinic,
  patientId: string,
  sitterName: string,
  staff: { readonly physician?: Client; readonly pharmacist?: Client } = {},
): Promise<void> {
  const nurse = await clinic.as('nurse');
  for (const { audience, modules } of homeTraining) {
    const isStaff = audience !== 'patient' && audience !== 'sitter';
    const named = audience === 'physician' || audience === 'pharmacist' ? staff[audience] : undefined;
    const client = isStaff ? (named ?? (await clinic.as(audience))) : nurse;
    const trainee: TrainingFor = isStaff
      ? { kind: 'self' }
      : audience === 'patient'
        ? { kind: 'patient', patientId }
        : { kind: 'sitter', patientId, name: sitterName };
    for (const module of modules) {
      const answer = await take(client, module, trainee);
      if (answer.statusCode !== 200) throw new Error(answer.body);
    }
  }
}
