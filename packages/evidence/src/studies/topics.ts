import type { Knowledge } from '../later-evidence.ts';

/** One thing known of a topic, in our words. */
export interface TopicPoint {
  readonly text: string;
  readonly knowledge: Knowledge;
  readonly source: string;
}

/** What the review says in its text alone, without a table of trials: one page each, the answer first. */
export interface Topic {
  readonly id: string;
  readonly title: string;
  readonly answer: string;
  readonly points: readonly TopicPoint[];
  /** Packaged trials that bear on it. */
  readonly trials: readonly string[];
}

const review = 'Niesters, Martini, Dahan, Br J Clin Pharmacol 2014;77:357-67';
const said = (text: string): TopicPoint => ({ text, knowledge: 'review', source: review });

export const topics: readonly Topic[] = [
  {
    id: 'prevention-amputation',
    title: 'Preventing pain after amputation',
    answer: 'No effect was shown.',
    points: [
      said(
        'Epidural ketamine with bupivacaine, against bupivacaine alone (Wilson): better relief just after the operation, no difference in stump or phantom pain, in frequency or severity, after one year.',
      ),
      said('Without prevention up to 80 % keep pain after an amputation of the leg.'),
      {
        text: 'Intravenous ketamine for 72 h around the operation: phantom pain at 6 months in 47 v 71 % (P = 0.28), stump pain in 47 v 35 % (P = 0.72); 45 people, too few to exclude an effect.',
        knowledge: 'read',
        source: 'Hayes et al., Anaesth Intensive Care 2004;32:330',
      },
      {
        text: 'Two large trials of preventing pain after surgery are registered (ROCKet, 4884 people; KALPAS, 750); no results were found.',
        knowledge: 'read',
        source: 'ACTRN12617001619336; NCT05037123',
      },
    ],
    trials: ['T38'],
  },
  {
    id: 'prevention-thoracotomy',
    title: 'Preventing pain after thoracotomy',
    answer: 'No effect was shown.',
    points: [
      said('Two trials of ketamine around a thoracotomy found no less lasting pain than without it.'),
      said('Whether ketamine prevents other pain after surgery needs larger trials with one technique.'),
    ],
    trials: [],
  },
  {
    id: 'morphine-sparing',
    title: 'Sparing morphine after surgery',
    answer: 'Less morphine was needed in 27 of 37 trials; this is acute pain.',
    points: [
      said(
        'A Cochrane review of 2005: with ketamine around an operation less morphine was used in 27 of 37 trials, with less pain, nausea and vomiting.',
      ),
      said(
        'Fewer unwanted effects of opioids matter, since many patients would rather have pain than nausea.',
      ),
    ],
    trials: [],
  },
  {
    id: 'cancer-pain',
    title: 'Cancer pain',
    answer: 'The review saw a place beside opioids; the trials since then found no net benefit.',
    points: [
      said(
        'Ketamine may help opioids where pain is partly neuropathic, by itself, or by acting with the opioid on descending inhibition.',
      ),
      {
        text: 'Subcutaneous ketamine in refractory cancer pain: 29 of 93 v 25 of 92 responded; one more was stopped for toxicity for every 6 treated (4 to 13).',
        knowledge: 'read',
        source: 'Hardy et al., J Clin Oncol 2012;30:3611',
      },
      {
        text: 'Oral ketamine in neuropathic cancer pain: no difference from placebo.',
        knowledge: 'second-hand',
        source: 'Fallon et al., JAMA Oncol 2018;4:870',
      },
    ],
    trials: ['T13', 'T14', 'T30', 'T33'],
  },
  {
    id: 'opioid-induced-hyperalgesia',
    title: 'Opioid-induced hyperalgesia',
    answer: 'A reason from animals; not shown in patients with chronic pain.',
    points: [
      said('Opioids, given for hours or for years, can make pain worse instead of better.'),
      said('In animals blockers of the NMDA receptor prevent this.'),
    ],
    trials: [],
  },
  {
    id: 'descending-inhibition',
    title: 'Descending inhibition and conditioned pain modulation',
    answer: 'A likely mechanism, and perhaps a marker of who responds; not a test for the clinic yet.',
    points: [
      said('Many patients with chronic pain have lost the inhibition of pain that descends from the brain.'),
      said(
        'In volunteers a low dose of ketamine activated the cingulate and orbitofrontal cortex, the insula and the brainstem, which belong to that inhibition (functional imaging at rest).',
      ),
      said(
        'Patients with small-fibre neuropathy had no conditioned pain modulation (one pain inhibiting another); after ketamine they had more of it than after placebo or morphine, and those with more had more relief.',
      ),
      said('Volunteers had shown the contrary: ketamine made pain facilitation stronger.'),
    ],
    trials: [],
  },
];
