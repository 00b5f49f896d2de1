import { type DatedLaboratoryValue, followedMeasures, noonIn } from '@ketame/care';
import { answerSchema } from '@ketame/contract';
import { z } from 'zod';
import type { Trx } from '../database/index.ts';

/** Blood tests that a person entered while patients were assessed; those of the record are read from there. */
export async function readSelectionTests(
  trx: Trx,
  patientIds: readonly string[],
  timeZone: string,
): Promise<Map<string, DatedLaboratoryValue[]>> {
  const rows = await trx
    .selectFrom('selection')
    .select(['patient_id', 'answers'])
    .where('patient_id', 'in', [...patientIds])
    .execute();
  const found = new Map<string, DatedLaboratoryValue[]>();
  for (const { patient_id, answers } of rows) {
    const values = z
      .array(answerSchema)
      .parse(answers)
      .flatMap((answer): DatedLaboratoryValue[] => {
        const measure = followedMeasures.find((one) => one === answer.question);
        if (measure === undefined || answer.value.kind !== 'measure' || answer.origin.from !== 'person')
          return [];
        const { value, unit, upperLimit } = answer.value;
        const noon = noonIn(timeZone, answer.on);
        // Only the day of the sample is known; it was taken before it was entered.
        const at = Date.parse(noon) < Date.parse(answer.origin.at) ? noon : answer.origin.at;
        return [{ measure, value, unit, upperLimit, at }];
      });
    found.set(patient_id, [...(found.get(patient_id) ?? []), ...values]);
  }
  return found;
}
