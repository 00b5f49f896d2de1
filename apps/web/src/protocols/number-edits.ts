import { ownItem, type Protocol, type ProtocolNumber } from '@ketame/care';

/** A number of a protocol that a clinic may change, and the protocol with another. */
export interface EditableNumber {
  readonly label: string;
  readonly number: ProtocolNumber;
  readonly change: (value: number) => Protocol;
}

const withValue = (now: ProtocolNumber, was: ProtocolNumber | undefined, value: number): ProtocolNumber =>
  ownItem({ ...now, value }, was, (stored) => `${stored.value} ${stored.unit}`);

/** The numbers of the regimen that may be changed. @param stored what the draft was made from */
export function regimenNumbersOf(draft: Protocol, stored: Protocol): readonly EditableNumber[] {
  const { regimen } = draft;
  const inRegimen = (
    key: 'greatestRate' | 'hoursPerSession' | 'sessions',
    label: string,
  ): EditableNumber => ({
    label,
    number: regimen[key],
    change: (value) => ({
      ...draft,
      regimen: { ...regimen, [key]: withValue(regimen[key], stored.regimen[key], value) },
    }),
  });
  const steps = regimen.steps.flatMap((step, index): EditableNumber[] =>
    (['rate', 'notBeforeH'] as const).map((key) => ({
      label: key === 'rate' ? `Rate ${index + 1}` : `Rate ${index + 1}, not before hour`,
      number: step[key],
      change: (value) => ({
        ...draft,
        regimen: {
          ...regimen,
          steps: regimen.steps.map((one, place) =>
            place === index
              ? { ...one, [key]: withValue(one[key], stored.regimen.steps[index]?.[key], value) }
              : one,
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
  ];
}

/** How often a long course is looked at as a whole, and how long a patient stays after it. */
export function roundNumbersOf(draft: Protocol, stored: Protocol): readonly EditableNumber[] {
  const { monitoring, discharge } = draft;
  const rounds = (['reviewEveryH', 'handoverEveryH'] as const).flatMap((key): EditableNumber[] => {
    const number = monitoring[key];
    if (number === null || number === undefined) return [];
    const label = key === 'reviewEveryH' ? 'Seen by a physician every, h' : 'Handed over every, h';
    const was = stored.monitoring[key] ?? undefined;
    const change = (value: number) => ({
      ...draft,
      monitoring: { ...monitoring, [key]: withValue(number, was, value) },
    });
    return [{ label, number, change }];
  });
  return [
    ...rounds,
    {
      label: 'Observed after the end, min',
      number: discharge.observationMin,
      change: (value) => ({
        ...draft,
        discharge: {
          ...discharge,
          observationMin: withValue(discharge.observationMin, stored.discharge.observationMin, value),
        },
      }),
    },
  ];
}
