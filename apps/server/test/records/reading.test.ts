import { createHash } from 'node:crypto';
import { constants, createGzip, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readRecordFile, recordLimits } from '../../src/records/reading.ts';
import { pieces } from './bundles.ts';

const refusal = (code: string, message: RegExp) =>
  expect.objectContaining({ name: 'RecordRefused', code, message: expect.stringMatching(message) });

describe('issue 2, section 3: .json or .json.gz, told apart by the content', () => {
  const text = '{"name":"Zoë"}';
  const content = { name: 'Zoë' };

  test.each([
    ['JSON', Buffer.from(text)],
    ['JSON with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['gzipped JSON', gzipSync(text)],
    ['gzipped in two members', Buffer.concat([gzipSync('{"name":'), gzipSync('"Zoë"}')])],
  ])('%s, also in pieces of one byte', async (_, bytes) => {
    const fingerprint = createHash('sha256').update(bytes).digest('hex');
    expect(await readRecordFile(pieces(bytes))).toEqual({ fingerprint, content });
    const single = [...bytes].map((byte) => Uint8Array.of(byte));
    expect(await readRecordFile(pieces(...single))).toEqual({ fingerprint, content });
  });
});

describe('issue 2, section 3: a broken file is refused with a clear message', () => {
  test.each([
    ['empty', Buffer.alloc(0), 'not-json', /empty/],
    ['half of it', Buffer.from('{"resourceType":"Bun'), 'not-json', /not whole JSON/],
    ['XML', Buffer.from('<Bundle xmlns="http://hl7.org/fhir"/>'), 'not-json', /XML/],
    ['not UTF-8', Buffer.from('{"name":"Zo\xEB"}', 'latin1'), 'not-text', /UTF-8/],
    ['UTF-16', Buffer.from('\uFEFF{}', 'utf16le'), 'not-text', /UTF-8/],
    ['half a character at the end', Buffer.from([0x22, 0xc3]), 'not-text', /UTF-8/],
    [
      'half a gzip',
      gzipSync(`"${'x'.repeat(5000)}"`).subarray(0, 40),
      'broken-gzip',
      /damaged or incomplete/,
    ],
    ['a gzip with a wrong checksum', damaged(), 'broken-gzip', /damaged or incomplete/],
    ['a gzip of nothing', gzipSync(''), 'not-json', /empty/],
    ['a gzip within a gzip', gzipSync(gzipSync('{}')), 'not-text', /UTF-8/],
    ['a zip', Buffer.from('PK\x03\x04'), 'not-json', /not whole JSON/],
  ])('%s', async (_, bytes, code, message) => {
    await expect(readRecordFile(pieces(bytes))).rejects.toEqual(refusal(code, message));
  });

  function damaged(): Buffer {
    const bytes = gzipSync('{"name":"Anna"}');
    bytes.writeUInt32LE(7, bytes.length - 8);
    return bytes;
  }
});

describe('issue 2, section 3: a huge file is refused without being taken in', () => {
  const MB = 1024 * 1024;

  test('more than 50 MB as sent: reading stops right there', async () => {
    let sent = 0;
    async function* endless() {
      yield Buffer.from('"');
      for (;;) {
        sent += MB;
        yield Buffer.alloc(MB, 'x');
      }
    }
    await expect(readRecordFile(endless())).rejects.toEqual(refusal('too-large', /50 MB as sent/));
    expect(sent).toBeLessThanOrEqual(recordLimits.sent + MB);
  });

  test('small and decompressing to more than 100 MB: unpacking stops right there', async () => {
    const bomb = await bombOf(1000 * MB);
    expect(bomb.length).toBeLessThan(10 * MB);
    let taken = 0;
    async function* counted() {
      for (let from = 0; from < bomb.length; from += 16_384) {
        taken += 1;
        yield bomb.subarray(from, from + 16_384);
      }
    }
    await expect(readRecordFile(counted())).rejects.toEqual(
      refusal('too-large', /100 MB after decompression/),
    );
    // 100 of 1000 MB lie in the first tenth of the file; some more is read ahead.
    expect(taken * 16_384).toBeLessThan(bomb.length / 3);
  });

  /** Gzipped spaces. */
  async function bombOf(length: number): Promise<Buffer> {
    const gzip = createGzip({ level: constants.Z_BEST_SPEED });
    const parts: Buffer[] = [];
    gzip.on('data', (part: Buffer) => parts.push(part));
    const block = Buffer.alloc(8 * MB, ' ');
    for (let written = 0; written < length; written += block.length) {
      if (!gzip.write(block)) await new Promise((drained) => gzip.once('drain', drained));
    }
    await new Promise((finished) => gzip.end(() => finished(undefined)));
    return Buffer.concat(parts);
  }
});
