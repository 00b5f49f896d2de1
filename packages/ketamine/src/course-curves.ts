import { plasmaReasons } from './assess.ts';
import type { Basis, Course } from './course.ts';
import { patientInteractions } from './interactions/patient-interactions.ts';
import { ashraf2018 } from './models/ashraf-2018.ts';
import { dahan2011 } from './models/dahan-2011.ts';
import { fanta2015Otto2021 } from './models/fanta-2015-otto-2021.ts';
import { otherRoutes } from './models/other-routes.ts';
import { simons2022 } from './models/simons-2022.ts';
import type { Patient } from './patient.ts';
import type { Regimen } from './regimen.ts';

/** The values of one curve, in the unit of the course. */
export interface CurveValues {
  readonly typical: Float64Array;
  /** Ends of the 90 % interval; absent where the source gives none. */
  readonly low?: Float64Array;
  readonly high?: Float64Array;
  /** Outside what its source studied: drawn dashed and said to be so. */
  readonly extrapolated: boolean;
}

export type CurveId = 'rate' | 'plasma' | 'effectSite' | 'acuteRelief' | 'drugHigh' | 'slowRelief';

/** One curve of a course: what it is called, in which unit it is shown, where it comes from. */
export interface CourseCurve {
  readonly id: CurveId;
  readonly title: string;
  readonly unit: string;
  /** Model or paper behind the curve, in a few words. */
  readonly source: string;
  /** From the unit of the course to the unit shown. */
  readonly factor: number;
  readonly of: (course: Course) => CurveValues;
}

/** The models behind the curves of some regimens in a patient, by name in the catalogue. */
export function modelsInUse(regimens: readonly Regimen[], patient: Patient): string[] {
  const hasOtherRoutes = regimens.some((regimen) => plasmaReasons(regimen).length > 0);
  const hasInteraction = regimens.some((regimen) =>
    patientInteractions(patient, regimen).some(({ change }) => change !== null),
  );
  return [
    simons2022.name,
    fanta2015Otto2021.name,
    dahan2011.name,
    ...(hasOtherRoutes ? [otherRoutes.name] : []),
    ...(hasInteraction ? [ashraf2018.name] : []),
  ];
}

const alone = (typical: Float64Array): CurveValues => ({ typical, extrapolated: false });
const isExtrapolated = ({ kind }: Basis): boolean => kind === 'extrapolated';

/** The curves that are drawn of a course and kept in a plan, in their order on the page. */
export const courseCurves: readonly CourseCurve[] = [
  {
    id: 'rate',
    title: 'Infusion rate',
    unit: 'mg/h of the drug ordered',
    source: 'as ordered',
    factor: 1,
    of: (course) => alone(course.rateMgPerH),
  },
  {
    id: 'plasma',
    title: 'Arterial plasma, ketamine',
    unit: 'ng/mL',
    source: 'Simons 2022',
    factor: 1,
    of: ({ plasma }) => ({ typical: plasma.ketamine, extrapolated: isExtrapolated(plasma.basis) }),
  },
  {
    id: 'effectSite',
    title: 'Effect site, S-ketamine',
    unit: 'ng/mL',
    source: 'Olofsen 2022',
    factor: 1,
    of: ({ effectSite, plasma }) => ({ typical: effectSite, extrapolated: isExtrapolated(plasma.basis) }),
  },
  {
    id: 'acuteRelief',
    title: 'Acute relief, expected',
    unit: '% of the greatest effect',
    source: 'Olofsen 2022, volunteers',
    factor: 100,
    of: ({ acuteRelief, plasma }) => ({ ...acuteRelief, extrapolated: isExtrapolated(plasma.basis) }),
  },
  {
    id: 'drugHigh',
    title: 'Drug high, expected',
    unit: '% of the greatest effect',
    source: 'Simons 2022, part 2',
    factor: 100,
    // The source gives no interval: low and high of the course are the typical values themselves.
    of: ({ drugHigh, plasma }) => ({
      typical: drugHigh.typical,
      extrapolated: isExtrapolated(plasma.basis),
    }),
  },
  {
    id: 'slowRelief',
    title: 'Slow relief if the patient responds',
    unit: '% of baseline pain',
    source: 'Dahan 2011',
    factor: 100,
    of: ({ slowRelief: { typical, low, high, basis } }) => ({
      typical,
      low,
      high,
      extrapolated: isExtrapolated(basis),
    }),
  },
];
