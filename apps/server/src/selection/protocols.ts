import { ownProtocolProblems, type Protocol, shippedProtocols } from '@ketame/care';
import { protocolSchema } from '@ketame/contract';
import { audit, canonicalJson, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';

/** The shipped protocols, then the newest version of each of the clinic's own. */
export async function listProtocols(trx: Trx): Promise<Protocol[]> {
  const rows = await trx
    .selectFrom('own_protocol')
    .select('content')
    .distinctOn('id')
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute();
  return [...shippedProtocols, ...rows.map((row) => protocolSchema.parse(row.content))];
}

/** One version of a protocol. @throws Problem 404 */
export async function readProtocol(trx: Trx, id: string, version: number): Promise<Protocol> {
  const shipped = shippedProtocols.find((one) => one.id === id && one.version === version);
  if (shipped !== undefined) return shipped;
  const own = await readOwn(trx, id);
  const found = own.find((one) => one.version === version);
  if (found === undefined) throw notFound('version of this protocol');
  return found;
}

/** All versions of one of the clinic's own, the newest first; none for an id that no protocol has. */
async function readOwn(trx: Trx, id: string): Promise<Protocol[]> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return [];
  const rows = await trx
    .selectFrom('own_protocol')
    .select('content')
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => protocolSchema.parse(row.content));
}

/**
 * Saves a version of a clinic's own protocol; its `version` is the one that it becomes. The same sent again answers what
 * was saved.
 * @throws Problem 400 with what makes it unfit, 412 with the stored version when that is not the one before it
 */
export async function saveProtocol(trx: Trx, origin: Origin, protocol: Protocol): Promise<Protocol> {
  const original = shippedProtocols.find((one) => one.id === protocol.copiedFrom?.id);
  if (original === undefined) {
    throw new Problem(400, 'invalid', 'A protocol of your own is a copy of a shipped one: say of which.', {
      fields: [{ path: 'copiedFrom.id', expected: shippedProtocols.map((one) => one.id).join(', ') }],
    });
  }
  const problems = ownProtocolProblems(protocol, original);
  if (problems.length > 0) {
    throw new Problem(400, 'unfit-protocol', `This protocol is not fit for use. ${problems.join(' ')}`, {
      fields: problems.map((problem) => ({ path: '', expected: problem })),
    });
  }
  const [stored] = await readOwn(trx, protocol.id);
  if (stored !== undefined && canonicalJson(stored) === canonicalJson(protocol)) return stored;
  if (protocol.version !== (stored?.version ?? 0) + 1) {
    throw new Problem(
      412,
      'protocol-changed',
      `Version ${stored?.version ?? 0} of this protocol is the newest, so that yours cannot become version ${protocol.version}. Look at both, then save again.`,
      { stored },
    );
  }
  await trx
    .insertInto('own_protocol')
    .values({
      id: protocol.id,
      version: protocol.version,
      content: JSON.stringify(protocol),
      saved_by: origin.actor,
      saved_at: origin.at,
    })
    .execute();
  await audit(trx, origin, {
    action: 'protocol.save',
    subject: 'protocol',
    subjectId: protocol.id,
    ...(stored === undefined ? {} : { before: stored }),
    after: protocol,
  });
  return protocol;
}
