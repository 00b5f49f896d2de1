import type { PlanContent } from '@ketame/contract';
import {
  type Course,
  catalogue,
  horizonH,
  orderedDoses,
  type Patient,
  predictCourse,
  type Regimen,
} from '@ketame/ketamine';

/** The curves that a plan keeps, under the ids, titles and units of the studio's panels. */
const curves: readonly {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** From the course's unit to the one shown. */
  readonly factor: number;
  readonly of: (course: Course) => {
    readonly typical: Float64Array;
    readonly low?: Float64Array;
    readonly high?: Float64Array;
  };
}[] = [
  {
    id: 'rate',
    label: 'Infusion rate',
    unit: 'mg/h of the drug ordered',
    factor: 1,
    of: (course) => ({ typical: course.rateMgPerH }),
  },
  {
    id: 'plasma',
    label: 'Arterial plasma, ketamine',
    unit: 'ng/mL',
    factor: 1,
    of: (course) => ({ typical: course.plasma.ketamine }),
  },
  {
    id: 'effectSite',
    label: 'Effect site, S-ketamine',
    unit: 'ng/mL',
    factor: 1,
    of: (course) => ({ typical: course.effectSite }),
  },
  {
    id: 'acuteRelief',
    label: 'Acute relief, expected',
    unit: '% of the greatest effect',
    factor: 100,
    of: (course) => course.acuteRelief,
  },
  {
    id: 'drugHigh',
    label: 'Drug high, expected',
    unit: '% of the greatest effect',
    factor: 100,
    of: (course) => ({ typical: course.drugHigh.typical }),
  },
  {
    id: 'slowRelief',
    label: 'Slow relief if the patient responds',
    unit: '% of baseline pain',
    factor: 100,
    of: (course) => course.slowRelief,
  },
];

const modelsInUse = ['simons-2022', 'fanta-2015-otto-2021', 'dahan-2011'];

/**
 * A plan as the studio saves it, its curves and numbers computed by the models.
 * @param regimens the chosen one first
 * @throws Error when the models refuse the patient
 */
export function planContent(
  title: string,
  note: string,
  patient: Patient,
  regimens: readonly Regimen[],
): PlanContent {
  return {
    title,
    note,
    state: { patient, regimens: [...regimens], selected: 0 },
    models: Object.fromEntries(
      catalogue.filter(({ name }) => modelsInUse.includes(name)).map(({ name, version }) => [name, version]),
    ),
    outputs: regimens.map((regimen) => outputOf(regimen, patient)),
  };
}

/** Digits kept of a drawn curve, as many as can be seen. */
const DIGITS = 5;

function outputOf(regimen: Regimen, patient: Patient): PlanContent['outputs'][number] {
  const timesH = timesOf(regimen, patient);
  const prediction = predictCourse(regimen, patient, timesH);
  if (prediction.refused !== null) {
    throw new Error(prediction.refused.map((refusal) => refusal.message).join(' '));
  }
  const { course, summary } = prediction.answer;
  return {
    regimen: regimen.name,
    // In the form of the wire: plain JSON.
    summary: JSON.parse(JSON.stringify(summary)),
    curves: curves.map(({ id, label, unit, factor, of }) => {
      const { typical, low, high } = of(course);
      const shown = (values: Float64Array) =>
        Array.from(values, (value) => Number((value * factor).toPrecision(DIGITS)));
      return {
        id,
        label,
        unit,
        timesH: [...timesH],
        typical: shown(typical),
        low: low === undefined ? null : shown(low),
        high: high === undefined ? null : shown(high),
        basis: id === 'slowRelief' ? course.slowRelief.basis.kind : 'fitted',
      };
    }),
  };
}

/** After every start and end of a dose these many points, each step longer than the last by this factor. */
const POINTS_AFTER = 28;
const FIRST_STEP_H = 1 / 64;
const GROWTH = 1.3;

/** Times to draw a regimen through: dense after each change of the rate, sparse over the weeks; hours, ascending. */
function timesOf(regimen: Regimen, patient: Patient): Float64Array {
  const changes = orderedDoses(regimen, patient).flatMap(({ timeH, durationH }) => [
    timeH,
    timeH + durationH,
  ]);
  const starts = [...new Set([0, ...changes])].filter((time) => time < horizonH).sort((a, b) => a - b);
  const times = new Set<number>();
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? horizonH;
    times.add(start);
    for (let point = 0, offset = FIRST_STEP_H; point < POINTS_AFTER && start + offset < end; point++) {
      times.add(start + offset);
      offset *= GROWTH;
    }
  }
  for (let time = 0; time <= horizonH; time += 12) times.add(time);
  return Float64Array.from([...times].sort((a, b) => a - b));
}
