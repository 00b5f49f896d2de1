import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RecordRefused } from './refusal.ts';

/** What a record may measure, bytes: as sent, and after decompression. */
export const recordLimits = { sent: 50 * 1024 * 1024, decompressed: 100 * 1024 * 1024 } as const;

export interface RecordFile {
  /** SHA-256 of the bytes as sent, hexadecimal. */
  readonly fingerprint: string;
  /** The parsed JSON; its shape is not yet known. */
  readonly content: unknown;
}

/**
 * Reads a record, JSON or gzipped JSON (told apart by the content, not by a name), in pieces: it stops at the limits
 * without having taken in or unpacked more than that.
 * @throws RecordRefused when the file is too large, broken, not UTF-8 or not JSON
 */
export async function readRecordFile(pieces: AsyncIterable<Uint8Array>): Promise<RecordFile> {
  const hash = createHash('sha256');
  const sent = limited(pieces, recordLimits.sent, 'as sent', (piece) => hash.update(piece));
  const [first, all] = await peek(sent);
  const isGzip = first[0] === 0x1f && first[1] === 0x8b;
  const text = await decode(isGzip ? unpacked(all) : limited(all, recordLimits.decompressed, 'as read'));
  return { fingerprint: hash.digest('hex'), content: parse(text) };
}

async function* limited(
  pieces: AsyncIterable<Uint8Array>,
  limit: number,
  when: string,
  see: (piece: Uint8Array) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > limit) {
      throw new RecordRefused(
        'too-large',
        `The file is larger than ${limit / 1024 / 1024} MB ${when}. Export one patient, or fewer years.`,
      );
    }
    see(piece);
    yield piece;
  }
}

/** The first bytes (at least two, when there are as many), and the whole again. */
async function peek(
  pieces: AsyncGenerator<Uint8Array>,
): Promise<[first: Uint8Array, all: AsyncGenerator<Uint8Array>]> {
  const taken: Uint8Array[] = [];
  let length = 0;
  while (length < 2) {
    const next = await pieces.next();
    if (next.done) break;
    taken.push(next.value);
    length += next.value.length;
  }
  async function* all() {
    yield* taken;
    yield* pieces;
  }
  return [Buffer.concat(taken), all()];
}

async function* unpacked(pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(pieces, { objectMode: false });
  const gunzip = createGunzip();
  // pipe() does not pass errors on: a refusal of the source must end the reading too.
  source.on('error', (error) => gunzip.destroy(error));
  try {
    yield* limited(source.pipe(gunzip), recordLimits.decompressed, 'after decompression');
  } catch (error) {
    if (error instanceof RecordRefused) throw error;
    throw new RecordRefused(
      'broken-gzip',
      `The compressed file cannot be unpacked (${error instanceof Error ? error.message : error}): it is damaged or incomplete. Fetch it again.`,
    );
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

async function decode(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  // The decoder drops a byte order mark of UTF-8, and throws at what is not UTF-8.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parts: string[] = [];
  try {
    for await (const piece of pieces) parts.push(decoder.decode(piece, { stream: true }));
    parts.push(decoder.decode());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new RecordRefused(
      'not-text',
      'The file is not text in UTF-8. Expected FHIR R4 as JSON (.json or .json.gz).',
    );
  }
  return parts.join('');
}

function parse(text: string): unknown {
  const start = text.trimStart();
  if (start === '')
    throw new RecordRefused('not-json', 'The file is empty. Expected a FHIR R4 bundle as JSON.');
  if (start.startsWith('<')) {
    throw new RecordRefused('not-json', 'The file is XML. Export the record as FHIR R4 in JSON instead.');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RecordRefused(
      'not-json',
      `The file is not whole JSON (${error instanceof Error ? error.message : error}). Expected one FHIR R4 bundle.`,
    );
  }
}
