import { laboratoryProfileSchema } from '@ketame/contract';
import type { z } from 'zod';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';

type LaboratoryProfile = z.infer<typeof laboratoryProfileSchema>;

/** The clinic's own reference ranges; empty until somebody writes them. */
export async function readLaboratoryProfile(trx: Trx): Promise<LaboratoryProfile> {
  const profile = await trx.selectFrom('laboratory_profile').select('name').executeTakeFirst();
  const ranges = await trx
    .selectFrom('laboratory_range')
    .select(['measure', 'sex', 'low', 'high', 'unit'])
    .orderBy('position')
    .execute();
  return laboratoryProfileSchema.parse({ name: profile?.name ?? '', ranges });
}

/** Replaces the clinic's reference ranges. */
export async function writeLaboratoryProfile(
  trx: Trx,
  origin: Origin,
  profile: LaboratoryProfile,
): Promise<LaboratoryProfile> {
  const before = await readLaboratoryProfile(trx);
  await trx.deleteFrom('laboratory_profile').execute();
  await trx.deleteFrom('laboratory_range').execute();
  await trx.insertInto('laboratory_profile').values({ name: profile.name }).execute();
  if (profile.ranges.length > 0) {
    await trx
      .insertInto('laboratory_range')
      .values(profile.ranges.map((range, position) => ({ position, ...range })))
      .execute();
  }
  await audit(trx, origin, {
    action: 'laboratory-profile.change',
    subject: 'laboratory profile',
    before,
    after: profile,
  });
  return profile;
}
