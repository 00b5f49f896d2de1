import type { PatientNote } from '../course.ts';
import type { Patient } from '../patient.ts';
import type { Source } from '../published.ts';
import type { Drug } from '../regimen.ts';
import { type Cyp2b6Genotype, clearanceOfGenotype } from './genotype.ts';
import {
  type InteractionRoute,
  type OtherDrug,
  observedInteractions,
  type Perpetrator,
  perpetrators,
} from './observed.ts';
import { clearanceChanges, predictInteraction } from './predict-interaction.ts';

/** How what is cleared and what a swallowed dose leaves change: factors, 1 for nothing. */
export interface KineticChange {
  /** Of the clearance from blood. */
  readonly clearance: number;
  /** Of the share of a swallowed dose that becomes ketamine in blood. */
  readonly swallowedShare: number;
}

export const noChange: KineticChange = { clearance: 1, swallowedShare: 1 };

/** What another drug or the genotype of a patient does to one regimen. */
export interface PatientInteraction {
  /** "rifampicin", "CYP2B6 *1/*6". */
  readonly name: string;
  /** Null where nothing was measured that fits the regimen: then the course is left as it is. */
  readonly change: KineticChange | null;
  readonly message: string;
  readonly source: string;
}

/** What of a regimen bears on an interaction: the drug, and the kinds of its steps. */
export interface Given {
  readonly drug: Drug;
  readonly steps: readonly { readonly kind: string }[];
}

/** The routes of interaction studies that the steps of a regimen take; null where no study took it. */
const studiedRoute = ({ kind }: Given['steps'][number]): InteractionRoute | null => {
  if (kind === 'infusion' || kind === 'bolus') return 'iv';
  // A later device goes the same way as the first, only less of it through the nose.
  if (kind === 'nasal, later device') return 'nasal';
  return kind === 'oral' || kind === 'nasal' ? kind : null;
};

const routeWords: Readonly<Record<InteractionRoute, string>> = {
  iv: 'by vein',
  oral: 'by mouth',
  nasal: 'through the nose',
};

const known = new Map<Perpetrator, KineticChange>();

/** What a drug does, by the well-stirred liver and gut of M5. */
function changeBy(perpetrator: Perpetrator): KineticChange {
  const before = known.get(perpetrator);
  if (before !== undefined) return before;
  const { liver, gut } = clearanceChanges[perpetrator];
  const factors = { liver: liver.value, gut: gut.value };
  const byVein = predictInteraction(factors, 'iv')['ketamine AUC'];
  const byMouth = predictInteraction(factors, 'oral')['ketamine AUC'];
  const change = { clearance: 1 / byVein, swallowedShare: byMouth / byVein };
  known.set(perpetrator, change);
  return change;
}

const isMeasured = (drug: OtherDrug): drug is Perpetrator =>
  perpetrators.some((perpetrator) => perpetrator === drug);

/** @param drug one of which nothing was measured beside ketamine */
const unmeasured = (drug: OtherDrug): PatientInteraction => ({
  name: drug,
  change: null,
  message: `Taken with ${drug}: it may ${drug.includes('inhibitor') ? 'raise' : 'lower'} ketamine, most of all when that is swallowed; how much was not measured. The curves are left as they are.`,
  source: 'Ashraf 2018: CYP2B6 carries 0.63 of the metabolism of S-ketamine in the liver',
});

const times = (ratio: number) => `× ${ratio.toFixed(2)}`;
const cite = ({ citation, doi }: Source) => (doi === undefined ? citation : `${citation}, doi:${doi}`);

function ofDrug(perpetrator: Perpetrator, { drug, steps }: Given): PatientInteraction {
  const rows = observedInteractions.filter(
    (row) => row.perpetrator === perpetrator && row.quantity === 'ketamine AUC',
  );
  const measured = rows.map(({ ratio, route }) => `${times(ratio)} ${routeWords[route]}`).join(', ');
  const source = [...new Set(rows.map((row) => cite(row.source)))].join('; ');
  const isStudied = steps.every((step) => rows.some(({ route }) => route === studiedRoute(step)));
  const found = `With ${perpetrator} the area under S-ketamine was ${measured}.`;
  const left = (why: string): PatientInteraction => ({
    name: perpetrator,
    change: null,
    message: `${found} ${why} The curves are left as they are.`,
    source,
  });
  if (drug !== 'S-ketamine') return left('Of the racemate nothing was measured.');
  const change = changeBy(perpetrator);
  if (!isStudied) {
    return left(
      `Not every route of this regimen was studied; through the liver of Ashraf 2018 the area by vein would be ${times(1 / change.clearance)}.`,
    );
  }
  return {
    name: perpetrator,
    change,
    message: `${found} The curves are drawn with it (area by vein ${times(1 / change.clearance)}, by mouth ${times(change.swallowedShare / change.clearance)}, Ashraf 2018). What it does to norketamine is not drawn.`,
    source,
  };
}

function ofGenotype(genotype: Cyp2b6Genotype, { steps }: Given): PatientInteraction {
  const { value } = clearanceOfGenotype[genotype];
  const name = `CYP2B6 ${genotype}`;
  const source = 'Li 2015 (PMID 25702819) against Rao 2016 (doi:10.1097/ALN.0000000000001392)';
  const found = `With ${name} clearance was ${times(value)} in patients under the skin (Li 2015); by mouth in healthy people the genotype changed nothing (Rao 2016). The two are not averaged.`;
  const isInto = steps.every(
    ({ kind }) => kind === 'infusion' || kind === 'bolus' || kind === 'intramuscular',
  );
  return isInto
    ? {
        name,
        change: { clearance: value, swallowedShare: 1 },
        message: `${found} The curves are drawn by Li 2015; the studio draws them by Rao 2016 beside.`,
        source,
      }
    : { name, change: null, message: `${found} The curves are left as they are.`, source };
}

/**
 * What the other drugs and the genotype of a patient do to a regimen. A course is changed where the drug was measured
 * with S-ketamine by every route of the regimen; else the finding is told and the course is left as it is.
 */
export function patientInteractions(patient: Patient, regimen: Given): PatientInteraction[] {
  const { otherDrugs = [], cyp2b6 } = patient;
  const found = otherDrugs.map((drug) => (isMeasured(drug) ? ofDrug(drug, regimen) : unmeasured(drug)));
  if (cyp2b6 !== undefined && cyp2b6 !== '*1/*1') found.push(ofGenotype(cyp2b6, regimen));
  const acting = found.filter(({ change }) => change !== null);
  if (acting.length < 2) return found;
  return found.map((each) => ({
    ...each,
    change: null,
    message:
      each.change === null
        ? each.message
        : `${acting.map(({ name }) => name).join(' and ')} were never measured together: the curves are left as they are. Alone, the area by vein with ${each.name} is ${times(1 / each.change.clearance)}.`,
  }));
}

/** What stands beside an answer of any model. */
export const interactionNotes = (found: readonly PatientInteraction[]): PatientNote[] =>
  found.map(({ message, source }) => ({ code: 'interaction', message, source }));

/** The change that a patient's course is drawn with. */
export function kineticChangeOf(patient: Patient, regimen: Given): KineticChange {
  return patientInteractions(patient, regimen).find(({ change }) => change !== null)?.change ?? noChange;
}

/** What is about to be given by vein, before it is known how much. */
const byVein = (drug: Drug): Given => ({ drug, steps: [{ kind: 'infusion' }] });

/** What other drugs and the genotype do to what is about to be given by vein. */
export const interactionsByVein = (patient: Patient, drug: Drug) =>
  patientInteractions(patient, byVein(drug));

/** The change of what is about to be given by vein. */
export const changeByVein = (patient: Patient, drug: Drug) => kineticChangeOf(patient, byVein(drug));

/** The same patient without the other drugs and with the usual genotype. */
export function withoutInteractions({ otherDrugs: _, cyp2b6: __, ...patient }: Patient): Patient {
  return patient;
}
