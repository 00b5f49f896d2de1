import {
  checkModel,
  createEstimation,
  mapEstimate,
  type PatientRecord,
  simulateRecords,
} from '@ketame/pharmacometrics';
import { describe, expect, test } from 'vitest';
import {
  concentrationOf,
  fitWarnings,
  type MeasuredModel,
  measuredModels,
  PairingError,
} from '../../src/index.ts';

const of = (name: string, analyte: string): MeasuredModel =>
  measuredModels.find(
    ({ card, equations }) => card.name === name && Object.hasOwn(equations.outputs, analyte),
  )!;
const arterial = of('simons-2022', 'S-norketamine');
const venous = of('fanta-2015-otto-2021', 'S-norketamine');

describe('models that concentrations are fitted to (issue 7)', () => {
  test.each(measuredModels.map((model) => [model.card.alias, model] as const))(
    '%s is whole, its spread and its errors too',
    (_, { equations }) => {
      checkModel(equations);
    },
  );

  test('the additive error of norketamine is the published 0.058 nmol/mL in ng/mL', () => {
    const { measurements } = createEstimation(arterial.equations, [
      { time: 0, evid: 1, cmt: 'iv', amt: 20, dur: 0.5, covariates: { weight: 70 } },
      {
        time: 1,
        evid: 0,
        covariates: { weight: 70 },
        observations: [concentrationOf(arterial, { analyte: 'S-norketamine', site: 'arterial', value: 40 })],
      },
    ]);
    expect(measurements[0]?.error.additive).toBeCloseTo(0.058 * 223.7, 6);
    expect(measurements[0]?.error.proportional).toBe(0.102);
  });

  test('ketamine and norketamine of a patient together give back the clearances they were made with', () => {
    const covariates = { weight: 82 };
    const own = { CL: 70, CLn: 80, V1: 150, Vn: 90 };
    const blank: PatientRecord[] = [
      { time: 0, evid: 1, cmt: 'iv', amt: 200, dur: 100, covariates },
      ...[2, 10, 30, 60, 99, 101, 104, 110].map((time): PatientRecord => ({ time, evid: 0, covariates })),
    ];
    const course = simulateRecords(
      venous.equations,
      blank.map((record) => ({ ...record, parameters: own })),
      ['S-ketamine', 'S-norketamine'],
    );
    const fit = mapEstimate(
      createEstimation(
        venous.equations,
        blank.map((record, index) =>
          record.evid === 1
            ? record
            : {
                ...record,
                observations: (['S-ketamine', 'S-norketamine'] as const).map((analyte) =>
                  concentrationOf(venous, {
                    ...{ analyte, site: 'venous', value: course[analyte]![index]! },
                    error: { kind: 'proportional', proportional: 0.01 },
                  }),
                ),
              },
        ),
      ),
    );
    if (fit.failure) throw new Error(fit.failure.message);
    const { CL, CLn } = fit.parameters[0]!.values;
    expect(CL! / own.CL).toBeCloseTo(1, 1);
    expect(CLn! / own.CLn).toBeCloseTo(1, 1);
    for (const { name, shrinkage } of fit.deviates) {
      if (name.startsWith('CL')) expect(shrinkage).toBeLessThan(0.01);
    }
  });

  test.each([
    ['venous', 'S-ketamine', 'S-ketamine was measured in venous blood; "simons-2022" was made from arterial'],
    ['unknown', 'S-ketamine', 'S-ketamine was measured at an unknown site'],
    ['arterial', 'R-ketamine', 'R-ketamine was measured; "simons-2022" describes S-ketamine'],
  ] as const)('%s %s is refused by the arterial model', (site, analyte, message) => {
    const pairing = () => concentrationOf(arterial, { analyte, site, value: 30 });
    expect(pairing).toThrow(PairingError);
    expect(pairing).toThrow(message);
  });
});

describe('a patient who is not one of the model’s people (issue 7)', () => {
  const patient = { weightKg: 70, ageYears: 30, sex: 'female', severeLiverDisease: false } as const;

  test('is told by age and weight where the ranges are printed', () => {
    expect(fitWarnings(patient, arterial)).toEqual({ refused: [], notes: [] });
    const { notes } = fitWarnings({ ...patient, weightKg: 120, ageYears: 67 }, arterial);
    expect(notes.map(({ code }) => code)).toEqual(['weight-outside-studied', 'age-outside-studied']);
  });

  test('where they are not printed, and where nothing is said of the liver, that is said', () => {
    const { notes } = fitWarnings({ weightKg: 70, ageYears: 30, sex: 'female' }, venous);
    expect(notes.map(({ code }) => code)).toEqual(['range-not-printed', 'liver-not-given']);
    // 11 men of 22.3 ± 2.4 years and 77 ± 7.5 kg (Otto 2021, Table 2).
    const told = (ageYears: number, weightKg: number) =>
      fitWarnings({ ...patient, ageYears, weightKg }, venous).notes[0]?.message;
    expect(told(29, 99)).toMatch(/whether 29 years and 99 kg lie within it cannot be told/);
    expect(told(30, 99)).toMatch(/, and an age of 30 years is more than 3 standard deviations/);
    expect(told(29, 100)).toMatch(/, and a weight of 100 kg is more than 3 standard deviations/);
    expect(told(88, 150)).toMatch(/an age of 88 years and a weight of 150 kg are more than/);
  });

  test('is refused with severe liver disease', () => {
    const { refused } = fitWarnings({ ...patient, severeLiverDisease: true }, venous);
    expect(refused.map(({ code }) => code)).toEqual(['severe-liver-disease']);
  });
});
