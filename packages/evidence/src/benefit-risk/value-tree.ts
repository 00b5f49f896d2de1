/** One thing that options are compared by, with the scale on which a swing from worst to best is weighed. */
export interface Criterion {
  readonly id: string;
  readonly name: string;
  readonly branch: 'pain' | 'life' | 'harm' | 'effort';
  /** What is measured, over the 12 weeks from the start of treatment. */
  readonly measure: string;
  readonly unit: string;
  /** Value 0 and value 1; either may be the greater number. */
  readonly worst: number;
  readonly best: number;
  /** Question for the patient in swing weighting. */
  readonly swing: string;
}

/**
 * What a treatment with ketamine is weighed by. The choice of criteria follows issue and review (relief, function, mood,
 * harms that later work found); measures and ends of the scales are ours, chosen to hold every published regimen.
 */
export const valueTree: readonly Criterion[] = [
  {
    id: 'pain-intensity',
    name: 'Pain intensity',
    branch: 'pain',
    measure: 'mean pain of the 12 weeks, 0 to 10',
    unit: 'points',
    worst: 10,
    best: 0,
    swing: 'from the worst pain imaginable to none',
  },
  {
    id: 'relief-days',
    name: 'Days of relief',
    branch: 'pain',
    measure: 'days with at least 30 % less pain, of 84',
    unit: 'd',
    worst: 0,
    best: 84,
    swing: 'from no day of relief to relief every day',
  },
  {
    id: 'function',
    name: 'Function',
    branch: 'life',
    measure: 'interference of pain with life (BPI), 0 to 10',
    unit: 'points',
    worst: 10,
    best: 0,
    swing: 'from pain that prevents everything to pain that prevents nothing',
  },
  {
    id: 'mood',
    name: 'Mood',
    branch: 'life',
    measure: 'depressive symptoms (PHQ-9), 0 to 27',
    unit: 'points',
    worst: 27,
    best: 0,
    swing: 'from severe low mood to none',
  },
  {
    id: 'sleep',
    name: 'Sleep',
    branch: 'life',
    measure: 'sleep disturbed by pain, 0 to 10',
    unit: 'points',
    worst: 10,
    best: 0,
    swing: 'from no sleep for pain to undisturbed sleep',
  },
  {
    id: 'psychotomimetic',
    name: 'Psychotomimetic effects',
    branch: 'harm',
    measure: 'chance of feeling unreal, hallucinating or the like during treatment',
    unit: '1',
    worst: 1,
    best: 0,
    swing: 'from certainly to never having such effects',
  },
  {
    id: 'nausea',
    name: 'Nausea',
    branch: 'harm',
    measure: 'chance of nausea or vomiting during treatment',
    unit: '1',
    worst: 1,
    best: 0,
    swing: 'from certain nausea to none',
  },
  {
    id: 'blood-pressure',
    name: 'Blood pressure',
    branch: 'harm',
    measure: 'chance of a rise that needs action',
    unit: '1',
    worst: 1,
    best: 0,
    swing: 'from a certain rise that needs action to none',
  },
  {
    id: 'liver',
    name: 'Liver',
    branch: 'harm',
    measure: 'chance of liver enzymes at three times the upper limit or more',
    unit: '1',
    worst: 0.5,
    best: 0,
    swing: 'from an even chance of inflamed liver to none',
  },
  {
    id: 'bladder',
    name: 'Bladder',
    branch: 'harm',
    measure: 'chance of urinary symptoms from ketamine',
    unit: '1',
    worst: 0.5,
    best: 0,
    swing: 'from an even chance of a painful bladder to none',
  },
  {
    id: 'cognition',
    name: 'Memory and thinking',
    branch: 'harm',
    measure: 'chance of trouble with memory or thinking that lasts beyond treatment',
    unit: '1',
    worst: 0.5,
    best: 0,
    swing: 'from an even chance of lasting trouble to none',
  },
  {
    id: 'misuse',
    name: 'Misuse',
    branch: 'harm',
    measure: 'chance of use other than as ordered',
    unit: '1',
    worst: 0.5,
    best: 0,
    swing: 'from an even chance of losing control to none',
  },
  {
    id: 'burden',
    name: 'Burden',
    branch: 'effort',
    measure: 'days taken up by treatment and visits, of 84',
    unit: 'd',
    worst: 84,
    best: 0,
    swing: 'from every day taken up to none',
  },
  {
    id: 'cost',
    name: 'Cost',
    branch: 'effort',
    measure: 'cost as a share of the dearest option compared',
    unit: '1',
    worst: 1,
    best: 0,
    swing: 'from the dearest option to none',
  },
];
