import { describe, expect, test } from 'vitest';
import { homeClinicSchema } from '../src/index.ts';

const clinic = { phone: '', emergencyNumber: '112', crisisLine: '', messagesRead: '' };
const costsOf = (costs: unknown) => homeClinicSchema.safeParse({ ...clinic, costs });

describe('what the home programme costs (issue 6, Watching)', () => {
  test('names its currency by ISO 4217', () => {
    const costs = { currency: 'EUR', perMg: 0.4, perContactMinute: 1.2 };
    expect(costsOf(costs).data?.costs).toEqual(costs);
  });

  test('costs from before the currency was asked for are read, and say that it is not known', () => {
    expect(costsOf({ perMg: 0.4, perContactMinute: 1.2 }).data?.costs?.currency).toBeNull();
  });

  test.each(['eur', '€', 'EURO', 'XQZ', ''])(
    '%j is no currency, and the answer says what one is',
    (currency) => {
      const { error } = costsOf({ currency, perMg: 0.4, perContactMinute: 1.2 });
      expect(error?.issues).toMatchObject([
        { path: ['costs', 'currency'], message: expect.stringContaining('EUR') },
      ]);
    },
  );
});
