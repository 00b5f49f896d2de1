import {
  type Criterion,
  type CriterionTest,
  changedByClinic,
  type Protocol,
  type ProtocolNumber,
} from '@ketame/care';

/** A limit of a criterion that a clinic may change. */
export interface Limit {
  /** Path within the test: "atLeast", "scores.0.atLeast". */
  readonly key: string;
  readonly label: string;
  readonly value: number;
}

/** The numbers of a criterion that may be changed; none of a hard one. */
export function limitsOf({ hard, test }: Criterion): readonly Limit[] {
  if (hard === true) return [];
  switch (test.kind) {
    case 'score':
      return test.scores.map(({ question, atLeast }, index) => ({
        key: `scores.${index}`,
        label: `${question}: at least`,
        value: atLeast,
      }));
    case 'measure':
      return [
        { key: 'conditionBeyond', label: `on conditions ${test.worse}`, value: test.conditionBeyond },
        ...(test.refusedFrom === null
          ? []
          : [{ key: 'refusedFrom', label: 'refused from', value: test.refusedFrom }]),
        { key: 'validDays', label: 'not older than, days', value: test.validDays },
      ];
    case 'choice':
      return test.validDays === undefined
        ? []
        : [{ key: 'validDays', label: 'not older than, days', value: test.validDays }];
    case 'therapies':
      return [{ key: 'atLeast', label: `${test.count}, at least`, value: test.atLeast }];
    case 'age':
      return [{ key: 'atLeast', label: 'years, at least', value: test.atLeast }];
    case 'Budapest':
    case 'neuropathic grade':
    case 'record':
      return [];
  }
}

/** A criterion with another limit; its source then says who changed it, and from what. */
export function withLimit(criterion: Criterion, limit: Limit, value: number): Criterion {
  const { test } = criterion;
  const place = /^scores\.(\d+)$/.exec(limit.key)?.[1];
  const next =
    test.kind === 'score' && place !== undefined
      ? {
          ...test,
          scores: test.scores.map((one, index) =>
            index === Number(place) ? { ...one, atLeast: value } : one,
          ),
        }
      : ({ ...test, [limit.key]: value } as CriterionTest);
  return {
    ...criterion,
    ...changedByClinic(criterion, `${limit.label} ${limit.value}`),
    version: criterion.version + 1,
    test: next,
  };
}

/** A number with another value; its source then says who changed it, and from what. */
export function withValue(number: ProtocolNumber, value: number): ProtocolNumber {
  return { ...number, value, ...changedByClinic(number, `${number.value} ${number.unit}`) };
}

/** A number of the regimen that may be changed, and the protocol with another. */
export interface RegimenNumber {
  readonly label: string;
  readonly number: ProtocolNumber;
  readonly change: (value: number) => Protocol;
}

/** The numbers of regimen and discharge that may be changed. */
export function regimenNumbersOf(protocol: Protocol): readonly RegimenNumber[] {
  const { regimen, discharge } = protocol;
  const inRegimen = (key: 'greatestRate' | 'hoursPerSession' | 'sessions', label: string): RegimenNumber => ({
    label,
    number: regimen[key],
    change: (value) => ({ ...protocol, regimen: { ...regimen, [key]: withValue(regimen[key], value) } }),
  });
  const steps = regimen.steps.flatMap((step, index): RegimenNumber[] =>
    (['rate', 'notBeforeH'] as const).map((key) => ({
      label: key === 'rate' ? `Rate ${index + 1}` : `Rate ${index + 1}, not before hour`,
      number: step[key],
      change: (value) => ({
        ...protocol,
        regimen: {
          ...regimen,
          steps: regimen.steps.map((one, place) =>
            place === index ? { ...one, [key]: withValue(one[key], value) } : one,
          ),
        },
      }),
    })),
  );
  return [
    ...steps,
    inRegimen('greatestRate', 'Highest rate'),
    inRegimen('hoursPerSession', 'Length of a session, h'),
    inRegimen('sessions', 'Sessions'),
    {
      label: 'Observed after the end, min',
      number: discharge.observationMin,
      change: (value) => ({
        ...protocol,
        discharge: { ...discharge, observationMin: withValue(discharge.observationMin, value) },
      }),
    },
  ];
}
