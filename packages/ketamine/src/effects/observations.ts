import type { Source, Status } from '../published.ts';

/**
 * What was seen of an effect without a relation that could be computed with: shown beside the effects that have one,
 * and driving nothing.
 */
export interface EffectObservation {
  readonly effect: 'analgesia' | 'psychotomimetic' | 'sedation' | 'circulation';
  readonly found: string;
  readonly people: string;
  readonly source: Source;
  readonly status: Status;
}

const simonsTwo: Source = {
  citation: 'Simons P et al. Front Pain Res 2022;3:946487 (part 2)',
  doi: '10.3389/fpain.2022.946487',
};
const zanos: Source = {
  citation: 'Zanos P et al. 2018, Table 1',
  url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC6020109/table/T1',
};
const sigtermans: Source = {
  citation: 'Sigtermans M et al. Anesthesiology 2009;111:892-903',
  doi: '10.1097/ALN.0b013e3181b437b1',
};
const langsjo: Source = { citation: 'Långsjö JW et al. Anesthesiology 2005;103:258-68' };

export const effectObservations: readonly EffectObservation[] = [
  {
    effect: 'analgesia',
    found:
      'The threshold of pressure pain doubles at 112 ± 29 ng/mL of S-ketamine and at 147 ± 45 ng/mL of the racemate; R-ketamine is 52 ± 27 % less potent.',
    people: 'volunteers',
    source: { citation: 'Dahan A et al. 2024', doi: '10.1021/acsptsci.4c00133' },
    status: 'A',
  },
  {
    effect: 'analgesia',
    found:
      'Electrical, heat and pressure pain after a film: C50 285 to 404 ng/mL, without a part of the metabolites.',
    people: '20 volunteers',
    source: simonsTwo,
    status: 'A',
  },
  {
    effect: 'analgesia',
    found:
      'Heat pain is relieved at a sixth of the concentration that electrical pain needs; after the infusion heat hurts more than before.',
    people: '20 volunteers',
    source: sigtermans,
    status: 'A',
  },
  {
    effect: 'analgesia',
    found:
      'S-ketamine is four times as potent as R-ketamine; after muscle the peak comes at 5 min and lasts 30.',
    people: 'patients after surgery',
    source: { citation: 'Mathisen LC et al. Pain 1995;61:215-20' },
    status: 'A',
  },
  {
    effect: 'analgesia',
    found:
      '70 to 160 ng/mL after 0.15 mg/kg by vein; 45 ng/mL after 0.5 mg/kg by mouth, where norketamine adds to it.',
    people: 'several studies',
    source: zanos,
    status: 'T',
  },
  {
    effect: 'psychotomimetic',
    found: 'Dissociation at 100 to 250 ng/mL of the racemate (0.5 mg/kg over 40 min).',
    people: 'volunteers',
    source: zanos,
    status: 'T',
  },
  {
    effect: 'psychotomimetic',
    found:
      'Areas over 3 h of 140 mg of the racemate, scale units times minutes: drug high 9070 ± 4630, external perception 4110 ± 2840, internal 1310 ± 1250.',
    people: '12 volunteers',
    source: { citation: 'Jonkman K et al. Br J Anaesth 2018', doi: '10.1016/j.bja.2018.02.021' },
    status: 'A',
  },
  {
    effect: 'psychotomimetic',
    found:
      'Derealisation 0.5 before, 13.1 after the bolus, 6.7 at the end; depersonalisation 0.1, 7.1, 4.0; amnesia 0.1, 4.7, 2.3 (parts of the CADSS).',
    people: '33 volunteers',
    source: { citation: 'Goldway N et al. bioRxiv 2025.07.25.666594, tables of its repository' },
    status: 'T',
  },
  {
    effect: 'psychotomimetic',
    found: 'Side effects in 76 % on S-ketamine, 22 mg/h for 4.2 days, and in 18 % on placebo.',
    people: '60 patients with CRPS type 1',
    source: { citation: 'Sigtermans MJ et al. Pain 2009;145:304-11', doi: '10.1016/j.pain.2009.06.023' },
    status: 'A',
  },
  {
    effect: 'sedation',
    found: 'Anaesthesia at 1200 to 2400 ng/mL of the racemate.',
    people: 'several studies',
    source: zanos,
    status: 'T',
  },
  {
    effect: 'circulation',
    found: 'Blood flow of the brain 13.7 % higher at 159 ng/mL of S-ketamine and 36.4 % at 1959.',
    people: '8 men',
    source: langsjo,
    status: 'A',
  },
];
