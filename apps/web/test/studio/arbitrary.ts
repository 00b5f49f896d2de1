import type { StudioState } from '@ketame/contract';
import type { InfusionStep, Regimen, RegimenStep } from '@ketame/ketamine';
import fc from 'fast-check';

/** Decimal numbers as people type them: three places, inside the range. */
const typed = (min: number, max: number) =>
  fc.integer({ min: Math.ceil(min * 1000), max: Math.floor(max * 1000) }).map((value) => value / 1000);

const basis = fc.constantFrom('patient' as const, 'kg' as const, '70 kg' as const);
const repeat = fc.record({ everyH: typed(0.1, 200), count: fc.integer({ min: 1, max: 30 }) });

const optional = <K extends string, T>(key: K, value: fc.Arbitrary<T>) =>
  fc
    .option(value, { nil: undefined })
    .map((given) => (given === undefined ? {} : { [key]: given }) as { [k in K]?: T });

export const infusion: fc.Arbitrary<InfusionStep> = fc
  .tuple(
    fc.record({
      kind: fc.constant('infusion' as const),
      startH: typed(0, 1000),
      durationH: typed(0.02, 200),
      rate: typed(0, 100),
      basis,
    }),
    optional('capMgPerH', typed(0.1, 100)),
    optional('repeat', repeat),
  )
  .map(([step, cap, again]) => ({ ...step, ...cap, ...again }));

const dose: fc.Arbitrary<RegimenStep> = fc
  .tuple(
    fc.record({
      kind: fc.constantFrom('bolus' as const, 'film' as const),
      startH: typed(0, 1000),
      amount: typed(0.01, 200),
      basis,
    }),
    optional('repeat', repeat),
  )
  .map(([step, again]) => ({ ...step, ...again }));

export const regimen: fc.Arbitrary<Regimen> = fc
  .tuple(
    fc.record({
      name: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((name) => name.length <= 120),
      drug: fc.constantFrom('S-ketamine' as const, 'racemic ketamine' as const),
      amountAs: fc.constantFrom('base' as const, 'hydrochloride' as const),
      steps: fc.array(fc.oneof(infusion, dose), { maxLength: 6 }),
    }),
    optional('published', fc.constantFrom('sigtermans-2009', 'amr-2010')),
  )
  .map(([one, published]) => ({ ...one, ...published }));

export const studioState: fc.Arbitrary<StudioState> = fc
  .tuple(
    fc.record({
      weightKg: typed(20, 350),
      ageYears: fc.integer({ min: 0, max: 120 }),
      sex: fc.constantFrom('female' as const, 'male' as const),
    }),
    fc.array(regimen, { minLength: 1, maxLength: 4 }),
    fc.nat(3),
  )
  .map(([patient, regimens, selected]) => ({
    patient,
    regimens,
    selected: Math.min(selected, regimens.length - 1),
  }));
