import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../src/audit/patient-key.ts';

const key = randomBytes(32);

describe('what the audit holds of a patient is sealed', () => {
  it('opens with the key of the patient alone', () => {
    const sealed = seal('{"familyName":"Søster"}', key, 'patient-1');
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('familyName');
    expect(unseal(sealed, key, 'patient-1')).toBe('{"familyName":"Søster"}');
    expect(() => unseal(sealed, randomBytes(32), 'patient-1')).toThrow();
    expect(() => unseal(sealed, key, 'patient-2')).toThrow();
  });

  it('does not open when one bit of it is flipped', () => {
    const bytes = Buffer.from(seal('text', key, 'patient-1'), 'base64');
    for (const at of [0, 12, 28]) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      expect(() => unseal(flipped.toString('base64'), key, 'patient-1')).toThrow();
    }
  });

  it('seals equal texts differently, so that nobody sees that they are equal', () => {
    expect(seal('text', key, 'patient-1')).not.toBe(seal('text', key, 'patient-1'));
  });
});
