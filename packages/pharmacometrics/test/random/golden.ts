import { drawsOf, randomSource } from '../../src/random/draws.ts';
import { exp, log } from '../../src/random/elementary.ts';

/** FNV-1a of the bits of doubles. */
function digest(values: Float64Array): string {
  let code = 0x811c9dc5;
  const view = new DataView(new ArrayBuffer(8));
  for (const value of values) {
    view.setFloat64(0, value);
    for (let byte = 0; byte < 8; byte++) code = Math.imul(code ^ view.getUint8(byte), 0x01000193);
  }
  return (code >>> 0).toString(16).padStart(8, '0');
}

const bitsOf = (value: number): string => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
};

/** Single numbers to the last bit, and digests of 20 000 each. */
export function sampleBits(): Record<string, string> {
  const draws = drawsOf(randomSource(20111), 'simons-2022 CL1');
  const list = (of: (index: number) => number) =>
    Float64Array.from({ length: 20_000 }, (_, index) => of(index));
  const normals = list((subject) => draws.normal({ subject }));
  return {
    'first uniform': bitsOf(draws.uniform({ subject: 0 })),
    'first normal': bitsOf(normals[0]!),
    'normal of subject 999 999 on occasion 7': bitsOf(draws.normal({ subject: 999_999, occasion: 7 })),
    'exp(1)': bitsOf(exp(1)),
    'log(10)': bitsOf(log(10)),
    uniforms: digest(list((subject) => draws.uniform({ subject }))),
    normals: digest(normals),
    'log-normals': digest(normals.map((z) => exp(0.3 * z))),
    logarithms: digest(list((subject) => log(draws.uniform({ subject })))),
  };
}

/** What `sampleBits` gave when version 1 was made; a change of any is a new version of the generator. */
export const goldenBits: Record<string, string> = {
  'first uniform': '3fe2a40ba51f0523',
  'first normal': '3fcaab75753065b8',
  'normal of subject 999 999 on occasion 7': '3ffbaceacad198ab',
  'exp(1)': '4005bf0a8b14576a',
  'log(10)': '40026bb1bbb55516',
  uniforms: '456f24da',
  normals: 'de0ea005',
  'log-normals': 'b0900aa3',
  logarithms: 'd7089e8c',
};
