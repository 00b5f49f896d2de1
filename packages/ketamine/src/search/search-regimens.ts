import { patientRefusals } from '../assess.ts';
import type { PatientNote, Refusal } from '../course.ts';
import { doseKindWords } from '../dose-kinds.ts';
import { interactionNotes, patientInteractions } from '../interactions/patient-interactions.ts';
import type { Drug, Regimen } from '../regimen.ts';
import { shortCitation } from '../regimens/short-citation.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { doseResponsesOf } from './dose-responses.ts';
import { type Given, givenOf, trialEnvelopes } from './envelopes.ts';
import { explain } from './explain.ts';
import { nonDominated, spread } from './front.ts';
import { type AnyResponses, type Judged, judge } from './judge.ts';
import { regimenOf, type Series, seriesOf } from './lattice.ts';
import { type People, virtualPeople } from './people.ts';
import { checkRequest, type SearchRequest } from './request.ts';
import { responsesOf } from './responses.ts';
import { boundingTrialsOf, unboundingTrialsOf } from './trials.ts';
import { unsearchedRoutes } from './unsearched.ts';

/** A published regimen as the search judges it, with what it is called in a sentence. */
export interface JudgedPublished extends Judged {
  readonly id: string;
  readonly route: Given['route'];
  readonly name: string;
}

/** One point of the front, explained. */
export interface Proposal extends Judged {
  /** Id of the published regimen against which it stands: of the same drug and route, with the most days of relief. */
  readonly reference: string;
  readonly explanation: string;
  /** Share of the people in whom more of the benefit is left than with the reference. */
  readonly chanceBetter: number;
  /** Share of the people with more days of relief than with the reference. */
  readonly chanceMoreDays: number;
  /** Better than the reference in the typical person, yet not in 9 of 10 people. */
  readonly winsOnlyAtPoint: boolean;
}

/** What a search knows so far. */
export interface RegimenFront {
  /** Series of infusions that have been tried, of all. */
  readonly tried: number;
  readonly of: number;
  /** Regimens that held every constraint. */
  readonly candidates: number;
  /** The whole front by rising harm, the proposals among it; what gives less than a day of relief is not on it. */
  readonly points: readonly { readonly benefit: number; readonly harm: number }[];
  readonly proposals: readonly Proposal[];
  readonly published: readonly JudgedPublished[];
  readonly noTreatment: Judged;
  /** Days from today before which no course may begin; 0 when it may at once. */
  readonly notBeforeDays: number;
  readonly people: string;
  /** What other drugs and the genotype of the patient do by each route, as the search reckons with it. */
  readonly notes: readonly PatientNote[];
  /** Routes that were not searched, each by name with the reason. */
  readonly unsearched: readonly string[];
  /** The published trials inside which the usual mode stays, each with what it gave at most, mg of base. */
  readonly bounding: readonly string[];
  /** Published trials that bound nothing, each with what it gave and why. */
  readonly unbounding: readonly string[];
  /** What the reader must know, one plain sentence each. */
  readonly limits: readonly string[];
}

export type RegimenSearch =
  | { readonly refused: readonly Refusal[] }
  | {
      readonly refused: null;
      /** Fronts that get better, the last one of the whole space. Not asking for the next one ends the search. */
      readonly fronts: Generator<RegimenFront, void, void>;
    };

/** Ours: less expected relief than this many days is no proposal. */
const leastDays = 1;
/** Ours: a proposal is sure to be better from this share of the people on. */
const sureFrom = 0.9;
/** Proposals that are explained, beside the published regimens. */
const mostProposals = 12;
/** Fronts on the way to the last one. */
const roundsShown = 12;

const limits = [
  'The slow-relief model has no toxicity in it: by itself it always prefers more exposure. What holds it back are the constraints, the harms as the patient weighs them, and in the usual mode what published trials gave.',
  'Days of relief are those of a responder. The chance to respond is a second number, published for one 100 h infusion only (Dahan 2011), and not multiplied with them.',
  'The harms are the ones named; liver, bladder, memory, dependence and blood pressure are in no model here.',
  'By other routes than by vein the relief is reckoned by the model made by vein, through arterial plasma, with the absorbed share of the typical person; how that share differs between people is not published, so that the intervals are too narrow. Trials of ketamine by mouth found relief in few patients or did not ask for it.',
  'Every infusion that is proposed runs at one rate from its start. Sigtermans 2009 titrated each patient upwards from 5 mg/h per 70 kg; begin lower, as the protocol says.',
  'The drug high was measured in volunteers after films (Simons 2022, part 2); people differ in it by their concentrations alone.',
] as const;

/**
 * Searches regimens for one patient: every combination of drug, rate, duration, spacing and number of infusions, and where
 * asked of doses by other routes, that holds the constraints, weighed by expected days of relief against the harms as the patient weighs them. In `published` mode
 * (the usual one) nothing exceeds what a published trial gave; in `research` mode regimens that do are marked, and no plan
 * takes them. Same request, same fronts.
 *
 * @param people draws from what is known of this patient; virtual patients like this one when absent
 * @param signal once aborted the next front is not computed
 * @throws InputError naming the field that is wrong
 */
export function searchRegimens(
  request: SearchRequest,
  people: People = virtualPeople(request.people, request.seed),
  signal?: AbortSignal,
): RegimenSearch {
  checkRequest(request);
  const refused = patientRefusals(request.patient);
  if (refused.length > 0) return { refused };
  return { refused: null, fronts: fronts(request, people, signal) };
}

function* fronts(
  request: SearchRequest,
  people: People,
  signal: AbortSignal | undefined,
): Generator<RegimenFront, void, void> {
  const { patient } = request;
  const envelopes = trialEnvelopes(patient);
  const known = new Map<string, AnyResponses>();
  const responsesTo = (drug: Drug, route: Given['route']): AnyResponses => {
    const key = `${drug} ${route}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const made =
      route === 'iv' ? responsesOf(drug, patient, people) : doseResponsesOf(drug, route, patient, people);
    known.set(key, made);
    return made;
  };
  const judged = (regimen: Regimen) => {
    const route = givenOf(regimen, patient)?.route ?? 'iv';
    return judge(regimen, responsesTo(regimen.drug, route), request, envelopes);
  };
  const { doses } = request.space;
  const published = envelopes
    .filter(({ given: { route } }) => route === 'iv' || doses?.routes.includes(route))
    .map(
      ({ trial, given: { route } }): JudgedPublished => ({
        ...judged(trial.regimen),
        id: trial.id,
        route,
        name: shortCitation(trial.source.citation),
      }),
    );
  const noTreatment = judged({ name: 'No treatment', drug: 'S-ketamine', amountAs: 'base', steps: [] });
  const { lastCourse } = request.constraints;
  const unsearched = unsearchedRoutes(request, envelopes);
  const bounding = boundingTrialsOf(request.space, envelopes);
  const unbounding = unboundingTrialsOf(request.space.drugs);
  const interactions = interactionsOf(request);
  const explained = new Map<string, Proposal>();
  const all = seriesOf(request);
  const perRound = Math.max(1, Math.ceil(all.length / roundsShown));
  let front: Candidate[] = [];
  let candidates = 0;
  for (let from = 0; from < Math.max(1, all.length); from += perRound) {
    signal?.throwIfAborted();
    for (const series of all.slice(from, from + perRound)) {
      const found = candidatesOf(series, responsesTo(series.drug, series.route), request, envelopes);
      candidates += found.length;
      front = nonDominated([...front, ...found.filter(({ benefit }) => benefit >= leastDays)]);
    }
    yield {
      tried: Math.min(all.length, from + perRound),
      of: all.length,
      candidates,
      points: front.map(({ benefit, harm }) => ({ benefit, harm })),
      proposals: spread(front, mostProposals).map((candidate) => {
        const key = keyOf(candidate);
        const proposal = explained.get(key) ?? proposalOf(candidate, request, judged, published);
        explained.set(key, proposal);
        return proposal;
      }),
      published,
      noTreatment,
      notBeforeDays:
        lastCourse === null ? 0 : Math.max(0, lastCourse.leastDaysBetween - lastCourse.endedDaysAgo),
      people: people.from,
      notes: interactions,
      unsearched,
      bounding,
      unbounding,
      limits,
    };
  }
}

/** What other drugs and the genotype do, by each drug and route of a search. */
function interactionsOf({ patient, space: { drugs, doses } }: SearchRequest): PatientNote[] {
  const routes = ['infusion', ...(doses?.routes ?? [])] as const;
  return drugs.flatMap((drug) =>
    routes.flatMap((kind) => {
      const words = kind === 'infusion' ? 'by vein' : doseKindWords[kind];
      const found = interactionNotes(patientInteractions(patient, { drug, steps: [{ kind }] }));
      return found.map((note) => ({ ...note, message: `${drug} ${words}: ${note.message}` }));
    }),
  );
}

const keyOf = ({ series, count, steps }: Candidate) =>
  `${series.drug} ${series.route} ${series.perDay} ${series.durationH} ${series.everyDays} ${count} ${steps}`;

function proposalOf(
  { series, count, steps }: Candidate,
  request: SearchRequest,
  judged: (regimen: Regimen) => Judged,
  published: readonly JudgedPublished[],
): Proposal {
  const regimen = regimenOf(series, count, steps, request.space);
  const own = judged(regimen);
  const reference = referenceOf(series, published);
  const share = (isBetter: (person: number) => boolean) => {
    let better = 0;
    for (let person = 1; person < own.each.net.length; person++) if (isBetter(person)) better++;
    return better / (own.each.net.length - 1);
  };
  const chanceBetter = share((person) => own.each.net[person]! > reference.each.net[person]!);
  return {
    ...own,
    regimen: own.inside === null ? { ...regimen, research: true } : regimen,
    reference: reference.id,
    explanation: explain(own, reference, reference.name, request),
    chanceBetter,
    chanceMoreDays: share((person) => own.each.days[person]! > reference.each.days[person]!),
    winsOnlyAtPoint: own.net.typical > reference.net.typical && chanceBetter < sureFrom,
  };
}

/** The published regimen of the same drug, by the same route where there is one, with the most days of relief. */
function referenceOf({ drug, route }: Series, published: readonly JudgedPublished[]): JudgedPublished {
  const ofDrug = published.filter(({ regimen }) => regimen.drug === drug);
  const ofRoute = ofDrug.filter((each) => each.route === route);
  const same = ofRoute.length > 0 ? ofRoute : ofDrug;
  const most = same.reduce<JudgedPublished | undefined>(
    (a, b) => (a === undefined || b.days.expected > a.days.expected ? b : a),
    undefined,
  );
  if (most === undefined) throw new Error(`No published regimen of ${drug} stands in the catalogue.`);
  return most;
}
