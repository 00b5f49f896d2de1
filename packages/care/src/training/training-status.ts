import { addDays, dateIn, dateText } from '../follow-up/days.ts';
import type { HomeProgramme, TrainedAudience, TrainingModuleId } from '../home/programme.ts';
import type { TrainingStanding } from '../home/status.ts';
import { trainingValidDays } from './module.ts';
import { trainingModuleOf } from './modules/index.ts';

/** A test that somebody passed. */
export interface PassedModule {
  readonly module: TrainingModuleId;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** Something happened: from then on the modules named count only if they are passed again. */
export interface TrainingIncident {
  readonly modules: readonly TrainingModuleId[];
  /** ISO 8601 instant. */
  readonly at: string;
}

/** One person who may be trained, and what concerns the training of this person. */
export interface Trainee {
  readonly audience: TrainedAudience;
  readonly name: string;
  readonly passed: readonly PassedModule[];
  readonly incidents: readonly TrainingIncident[];
}

/** How a person stands with one module. */
export interface ModuleStanding {
  readonly module: TrainingModuleId;
  readonly state: 'valid' | 'expired' | 'after an incident' | 'not passed';
  /** Last day on which it is or was valid, YYYY-MM-DD; null when it was never passed. */
  readonly until: string | null;
}

/**
 * How one person stands with each of some modules.
 * @param at ISO 8601 instant
 * @param timeZone of the clinic, IANA: validity ends with a day there
 */
export function moduleStandings(
  { audience, passed, incidents }: Trainee,
  modules: readonly TrainingModuleId[],
  at: string,
  timeZone: string,
): ModuleStanding[] {
  const now = Date.parse(at);
  const past = <Dated extends { readonly at: string }>(rows: readonly Dated[]) =>
    rows.filter((row) => Date.parse(row.at) <= now);
  return modules.map((module) => {
    const newest = Math.max(
      ...past(passed).map((one) => (one.module === module ? Date.parse(one.at) : -1)),
      -1,
    );
    if (newest < 0) return { module, state: 'not passed', until: null };
    const until = addDays(dateIn(timeZone, new Date(newest).toISOString()), trainingValidDays[audience]);
    const isUndone = past(incidents).some(
      (one) => one.modules.includes(module) && Date.parse(one.at) >= newest,
    );
    if (isUndone) return { module, state: 'after an incident', until };
    return { module, state: until < dateIn(timeZone, at) ? 'expired' : 'valid', until };
  });
}

/**
 * How each audience stands with the training that a programme asks of it. Valid is an audience when one person of it
 * holds every module: the patient, the person at the patient's side, and one of each profession. One person never
 * fills in for another.
 * @param at ISO 8601 instant
 * @param timeZone of the clinic, IANA
 */
export function trainingStatus(
  trainees: readonly Trainee[],
  required: HomeProgramme['training'],
  at: string,
  timeZone: string,
): TrainingStanding[] {
  return required.map(({ audience, modules }) => {
    const people = trainees
      .filter((one) => one.audience === audience)
      .map((one) => ({ name: one.name, standings: moduleStandings(one, modules, at, timeZone) }));
    const complete = people.flatMap(({ name, standings }) =>
      standings.every(({ state }) => state === 'valid') ? [{ name, until: firstEnd(standings) }] : [],
    );
    if (complete.length > 0) {
      const until =
        complete
          .map((one) => one.until)
          .toSorted()
          .at(-1) ?? null;
      const names = complete.map(({ name }) => name).join(', ');
      return { audience, valid: true, until, reason: `All modules are valid: ${names}.` };
    }
    const reasons = people.map(({ name, standings }) => `${name}: ${missingText(standings)}.`);
    const reason = reasons.length === 0 ? 'Nobody has passed the training.' : reasons.join(' ');
    return { audience, valid: false, until: null, reason };
  });
}

const firstEnd = (standings: readonly ModuleStanding[]): string =>
  standings.flatMap(({ until }) => until ?? []).toSorted()[0] ?? '';

function missingText(standings: readonly ModuleStanding[]): string {
  return standings
    .filter(({ state }) => state !== 'valid')
    .map(({ module, state, until }) => {
      const title = trainingModuleOf(module).title.en;
      return `“${title}” ${state}${state === 'expired' && until !== null ? ` on ${dateText(until)}` : ''}`;
    })
    .join(', ');
}
