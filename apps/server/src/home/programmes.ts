import {
  type HomeProgramme,
  ownHomeProgramme,
  ownHomeProgrammeProblems,
  shippedHomeProgrammes,
} from '@ketame/care';
import { type NewOwnHomeProgramme, sentHomeProgrammeSchema } from '@ketame/contract';
import { audit, canonicalJson, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';

/** The shipped programmes, then the clinic's own in the order of their titles. */
export async function listHomeProgrammes(trx: Trx): Promise<HomeProgramme[]> {
  const rows = await trx.selectFrom('own_home_programme').select('content').execute();
  const own = rows.map(({ content }) => sentHomeProgrammeSchema.parse(content));
  return [...shippedHomeProgrammes, ...own.sort((one, other) => one.title.localeCompare(other.title))];
}

/** @throws Problem 404 */
export async function readHomeProgramme(trx: Trx, id: string): Promise<HomeProgramme> {
  const found = (await listHomeProgrammes(trx)).find((one) => one.id === id);
  if (found === undefined) throw notFound('home programme');
  return found;
}

/**
 * Keeps a clinic's own copy of a shipped programme; it stays as it is, another copy gets another id. The same sent again
 * is kept once.
 * @throws Problem 404, 400 with what makes it unfit, 409 when the id is that of another
 */
export async function saveOwnHomeProgramme(
  trx: Trx,
  origin: Origin,
  wanted: NewOwnHomeProgramme,
): Promise<HomeProgramme> {
  const original = shippedHomeProgrammes.find(({ id }) => id === wanted.copyOf);
  if (original === undefined) throw notFound('shipped home programme');
  const own = ownHomeProgramme(original, wanted);
  const problems = ownHomeProgrammeProblems(own, original);
  if (problems.length > 0) {
    throw new Problem(400, 'unfit-programme', `This programme is not fit for use. ${problems.join(' ')}`, {
      fields: problems.map((problem) => ({ path: 'change', expected: problem })),
    });
  }
  const made = await trx
    .insertInto('own_home_programme')
    .values({ id: own.id, content: JSON.stringify(own), saved_by: origin.actor, saved_at: origin.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made === undefined) {
    const stored = await readHomeProgramme(trx, own.id);
    if (canonicalJson(stored) === canonicalJson(own)) return stored;
    throw new Problem(409, 'programme-exists', 'Another programme has this id. Make a new id.', { stored });
  }
  await audit(trx, origin, {
    action: 'home-programme.save',
    subject: 'home programme',
    subjectId: own.id,
    after: own,
  });
  return own;
}
