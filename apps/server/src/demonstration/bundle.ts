/** A FHIR R4 bundle as the demonstration clinic writes it: the same files that a hospital would send. */

type Resource = Readonly<Record<string, unknown>>;

/** One synthetic patient, in the words of this folder; days are counted back from the day of loading. */
export interface SyntheticRecord {
  readonly familyName: string;
  readonly givenName: string;
  readonly sex: 'female' | 'male';
  readonly ageYears: number;
  readonly conditions: readonly {
    readonly text: string;
    readonly icd10?: string;
    readonly yearsAgo: number;
    /** The record says that it is over. */
    readonly resolved?: boolean;
  }[];
  readonly medication: readonly {
    readonly text: string;
    readonly atc: string;
    /** Days since it was begun; long ago when absent. */
    readonly daysAgo?: number;
    readonly dosage: string;
    readonly stopped?: boolean;
  }[];
  readonly allergies: readonly string[];
  readonly observations: readonly SyntheticObservation[];
}

export interface SyntheticObservation {
  readonly loinc: string;
  readonly text: string;
  readonly value: number;
  /** UCUM. */
  readonly unit: string;
  readonly daysAgo: number;
  /** Reference range printed with the result. */
  readonly range?: readonly [low: number, high: number];
}

/** Writes the record as a bundle. @param today YYYY-MM-DD */
export function bundleOf(record: SyntheticRecord, today: string): unknown {
  const id = record.givenName.toLowerCase();
  const subject = { reference: `Patient/${id}` };
  const number = (kind: string, index: number) => `${id}-${kind}-${index + 1}`;
  const status = (code: string) => ({ coding: [{ code }] });
  const resources: Resource[] = [
    {
      resourceType: 'Patient',
      id,
      identifier: [{ system: 'https://example.org/demonstration', value: id }],
      name: [{ use: 'official', family: record.familyName, given: [record.givenName] }],
      gender: record.sex,
      birthDate: dayBefore(today, record.ageYears * DAYS_PER_YEAR + 100),
    },
    ...record.conditions.map((condition, index) => ({
      resourceType: 'Condition',
      id: number('condition', index),
      subject,
      code: { text: condition.text, ...coded('http://hl7.org/fhir/sid/icd-10', condition.icd10) },
      clinicalStatus: status(condition.resolved === true ? 'resolved' : 'active'),
      verificationStatus: status('confirmed'),
      onsetDateTime: dayBefore(today, condition.yearsAgo * DAYS_PER_YEAR),
    })),
    ...record.medication.map((medication, index) => ({
      resourceType: 'MedicationStatement',
      id: number('medication', index),
      subject,
      status: medication.stopped === true ? 'stopped' : 'active',
      medicationCodeableConcept: {
        text: medication.text,
        ...coded('http://www.whocc.no/atc', medication.atc),
      },
      effectivePeriod: { start: dayBefore(today, medication.daysAgo ?? 200) },
      dosage: [{ text: medication.dosage }],
    })),
    ...record.allergies.map((text, index) => ({
      resourceType: 'AllergyIntolerance',
      id: number('allergy', index),
      patient: subject,
      code: { text },
      clinicalStatus: status('active'),
      verificationStatus: status('confirmed'),
    })),
    ...record.observations.map((observation, index) => ({
      resourceType: 'Observation',
      id: number('observation', index),
      subject,
      status: 'final',
      code: { text: observation.text, ...coded('http://loinc.org', observation.loinc) },
      effectiveDateTime: dayBefore(today, observation.daysAgo),
      valueQuantity: quantity(observation.value, observation.unit),
      ...(observation.range === undefined
        ? {}
        : {
            referenceRange: [
              {
                low: quantity(observation.range[0], observation.unit),
                high: quantity(observation.range[1], observation.unit),
              },
            ],
          }),
    })),
  ];
  return { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };
}

const DAYS_PER_YEAR = 365.25;

function dayBefore(today: string, days: number): string {
  return new Date(Date.parse(today) - Math.round(days) * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

function coded(system: string, code: string | undefined): object {
  return code === undefined ? {} : { coding: [{ system, code }] };
}

function quantity(value: number, unit: string): object {
  return { value, unit, system: 'http://unitsofmeasure.org', code: unit };
}
