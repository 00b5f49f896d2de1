import { doseKindWords } from '../dose-kinds.ts';
import type { Source, Status } from '../published.ts';
import type { Drug } from '../regimen.ts';
import { shortCitation } from '../regimens/short-citation.ts';
import type { TrialEnvelope } from './envelopes.ts';
import type { SearchRequest } from './request.ts';

/** A published trial that gave ketamine for pain and yet bounds nothing in the search. */
export interface UnboundingTrial {
  /** "Carr 2004", or several of them that stand here for one reason. */
  readonly name: string;
  readonly drugs: readonly Drug[];
  /** As a refused route or a way of giving a dose is named; `iv` by vein. */
  readonly route: string;
  readonly gave: string;
  readonly why: string;
  readonly source: Source;
  readonly status: Status;
}

const racemate: readonly Drug[] = ['racemic ketamine'];

export const unboundingTrials: readonly UnboundingTrial[] = [
  {
    name: 'Noppers 2011 (again in CRPS)',
    drugs: ['S-ketamine'],
    route: 'iv',
    gave: '10 to 20 mg/h for 100 h, and the same again 16 days later',
    why: 'It was stopped since the liver of 3 of 6 patients was harmed at the second course',
    source: { citation: 'Noppers I et al. Pain 2011;152:2173' },
    status: 'A2nd',
  },
  {
    name: 'Eide 1994, Max 1995, Kvarnström 2003 and 2004, Lemming 2005, Gottrup 2006 and Eichenberger 2008',
    drugs: racemate,
    route: 'iv',
    gave: 'one infusion of 10 min to 2 h (or a few, each of another drug)',
    why: 'They asked for relief during the infusion and up to 48 h after it: their rates belong to no course',
    source: {
      citation:
        'Pain 58:347; Clin Neuropharmacol 18:360; Acta Anaesthesiol Scand 47:868 and 48:498; Clin J Pain 21:412; Anesthesiology 104:527; Anesth Analg 106:1265',
    },
    status: 'A',
  },
  {
    name: 'Mitchell 2002 and Pickering 2020',
    drugs: racemate,
    route: 'iv',
    gave: 'one infusion of 0.6 and of 0.5 mg/kg',
    why: 'Over how many hours it ran could not be confirmed in what was read',
    source: { citation: 'Pain 97:275; Anesthesiology 133:154' },
    status: 'A',
  },
  {
    name: 'Kim 2015',
    drugs: racemate,
    route: 'iv',
    gave: '1 mg/kg over 1 h, three times every other day, with midazolam',
    why: 'This stands in a page about the trial; neither abstract nor text was read',
    source: { citation: 'Kim et al. J Clin Anesth 2015', url: 'http://painmuse.org/?p=4291' },
    status: 'A2nd',
  },
  {
    name: 'Fallon 2018',
    drugs: racemate,
    route: 'oral',
    gave: '40 to 400 mg a day, sought for 14 days and kept for 16',
    why: 'The doses could not be confirmed in abstract or text; no difference from placebo was found',
    source: { citation: 'Fallon MT et al. JAMA Oncol 2018;4:870' },
    status: 'U',
  },
  {
    name: 'Furuhashi-Yonaha 2002',
    drugs: racemate,
    route: 'oral',
    gave: 'doses by mouth to 8 patients with chronic pain',
    why: 'How large they were does not stand in anything that was read',
    source: { citation: 'Furuhashi-Yonaha A et al. Can J Anaesth 2002;49:886' },
    status: 'U',
  },
  {
    name: 'Carr 2004',
    drugs: ['S-ketamine', 'racemic ketamine'],
    route: 'nasal',
    gave: 'up to five doses for one attack of breakthrough pain',
    why: 'How large a dose was, and of which form, does not stand in the abstract; one attack is no course',
    source: { citation: 'Carr DB et al. Pain 2004;108:17-27', doi: '10.1016/j.pain.2003.07.001' },
    status: 'A',
  },
  {
    name: 'Rabben 2001 (its test dose)',
    drugs: racemate,
    route: 'intramuscular',
    gave: '0.4 mg/kg once, with midazolam',
    why: 'A test, and no course',
    source: { citation: 'Rabben T, Øye I. Eur J Pain 2001;5:233-40', doi: '10.1053/eujp.2001.0232' },
    status: 'A',
  },
  {
    name: 'Eide 1995',
    drugs: racemate,
    route: 'subcutaneous',
    gave: '0.05 to 0.15 mg/kg/h, 7 days at each rate, to 5 patients with postherpetic neuralgia',
    why: 'How it is absorbed is not published',
    source: { citation: 'Eide PK et al. Pain 1995', doi: '10.1016/0304-3959(94)00182-e' },
    status: 'A',
  },
  {
    name: 'Hardy 2012',
    drugs: racemate,
    route: 'subcutaneous',
    gave: '100 to 500 mg in 24 h for 3 to 5 days, in cancer',
    why: 'How it is absorbed is not published; it helped no more than placebo and harmed more',
    source: { citation: 'Hardy J et al. J Clin Oncol 2012;30:3611-7', doi: '10.1200/JCO.2012.42.1081' },
    status: 'A2nd',
  },
];

/** A trial that bounds nothing in one sentence: what it gave, and why that is no bound. */
export function unboundingText({ name, gave, why, source }: UnboundingTrial): string {
  const where = source.doi === undefined ? source.citation : `doi:${source.doi}`;
  return `${name} gave ${gave} (${where}). ${why}.`;
}

/** Trials of the drugs asked for that bound nothing, by any route, each with the reason. */
export const unboundingTrialsOf = (drugs: readonly Drug[]): string[] =>
  unboundingTrials.filter((trial) => trial.drugs.some((drug) => drugs.includes(drug))).map(unboundingText);

/** The trials that bound a search, and what each bounds for this patient's weight. */
export function boundingTrialsOf(
  { drugs, doses }: SearchRequest['space'],
  envelopes: readonly TrialEnvelope[],
): string[] {
  return envelopes.flatMap(({ trial, given: { route }, exposure }) => {
    const { drug } = trial.regimen;
    if (!drugs.includes(drug) || (route !== 'iv' && doses?.routes.includes(route) !== true)) return [];
    const words = route === 'iv' ? 'by vein' : doseKindWords[route];
    const most =
      route === 'iv'
        ? `${short(exposure.mostMgPerH)} mg/h, ${short(exposure.totalH)} h of infusion`
        : `${short(exposure.mostMgAtOnce)} mg at once, ${exposure.doses} doses`;
    const days = `${exposure.days} ${exposure.days === 1 ? 'day' : 'days'}`;
    return [
      `${shortCitation(trial.source.citation)}, ${drug} ${words}: at most ${most} on ${days}, ${short(exposure.totalMg)} mg of base in all.`,
    ];
  });
}

const short = (value: number) => String(Number(value.toPrecision(4)));
