import { neuropathicPains } from '../protocol/criteria/diagnosis.ts';
import type { Basis } from '../protocol/criterion.ts';
import { anzca2021, consensus2018, nice2021 } from '../protocol/sources.ts';

/** Whether a guidance is against starting ketamine for a pain, for it, for it on conditions, or does not speak of it. */
export type Stance = 'against' | 'on conditions' | 'weak evidence' | 'silent';

interface GuidanceRow extends Basis {
  /** Values of the question "syndrome"; null for every other. */
  readonly pains: readonly string[] | null;
  readonly stance: Stance;
  readonly text: string;
}

export const guidanceIds = ['NICE', 'ASRA', 'ANZCA'] as const;
export type GuidanceId = (typeof guidanceIds)[number];

interface Guidance {
  readonly title: string;
  readonly year: number;
  /** The first row that names the pain speaks. */
  readonly rows: readonly GuidanceRow[];
}

const nice: Basis = { source: nice2021, status: 'guideline' };
const asra: Basis = { source: consensus2018, status: 'guideline' };
const anzca: Basis = { source: anzca2021, status: 'guideline' };

const guidances: Readonly<Record<GuidanceId, Guidance>> = {
  NICE: {
    title: 'NICE NG193, United Kingdom',
    year: 2021,
    rows: [
      {
        pains: ['crps', 'fibromyalgia', 'migraine', 'temporomandibular', 'whiplash', 'other'],
        stance: 'against',
        text: 'Do not start ketamine for chronic primary pain at 16 years and over. ICD-11 files complex regional pain syndrome and fibromyalgia there.',
        ...nice,
      },
      {
        pains: null,
        stance: 'silent',
        text: 'Speaks of chronic primary pain only; this pain has a known cause.',
        ...nice,
      },
    ],
  },
  ASRA: {
    title: 'Consensus of ASRA, AAPM and ASA, United States',
    year: 2018,
    rows: [
      {
        pains: ['crps'],
        stance: 'on conditions',
        text: 'Moderate evidence for complex regional pain syndrome: 22 mg/h for 4 days or 0.35 mg/kg/h for 4 h on 10 days, with relief for up to 12 weeks. Older than Cochrane 2025, and resting on the same two trials.',
        ...asra,
      },
      {
        pains: ['spinal cord injury'],
        stance: 'weak evidence',
        text: 'Weak evidence of short-term relief in pain after spinal cord injury.',
        ...asra,
      },
      {
        pains: null,
        stance: 'weak evidence',
        text: 'Weak evidence or none, and none beyond the short term outside complex regional pain syndrome.',
        ...asra,
      },
    ],
  },
  ANZCA: {
    title: 'ANZCA PS12(PM), Australia and New Zealand',
    year: 2021,
    rows: [
      {
        pains: [...neuropathicPains],
        stance: 'on conditions',
        text: 'Off label and on conditions: written consent, goals agreed, in hospital, from 0.05 to 0.1 up to at most 0.5 mg/kg/h, locked pump, daily review by a specialist, 4 h of observation before discharge, a call after 24 to 48 h.',
        ...anzca,
      },
      {
        pains: null,
        stance: 'silent',
        text: 'What was read does not speak of this pain.',
        ...anzca,
      },
    ],
  },
};

/** Whose guidance a clinic follows; the others are shown after it. */
export const jurisdictions = [
  { id: 'united-kingdom', title: 'United Kingdom', first: 'NICE' },
  { id: 'united-states', title: 'United States', first: 'ASRA' },
  { id: 'australia-new-zealand', title: 'Australia and New Zealand', first: 'ANZCA' },
  { id: 'elsewhere', title: 'Elsewhere, without guidance of its own', first: 'ASRA' },
] as const satisfies readonly { id: string; title: string; first: GuidanceId }[];
export type JurisdictionId = (typeof jurisdictions)[number]['id'];

/** What one guidance says of this pain. */
export interface GuidanceVoice extends Basis {
  readonly id: GuidanceId;
  readonly title: string;
  readonly year: number;
  readonly stance: Stance;
  readonly text: string;
}

/** What must be done where the guidance that speaks first is against it; ours. */
export const againstGuidance =
  'The guidance of this country advises against starting ketamine for this pain: write down why you depart from it, and tell the patient.';

/**
 * What the guidances say of a pain, the jurisdiction's own first.
 * @param syndrome the answer to the question "syndrome"; null while it is not given: then none speaks
 */
export function guidanceFor(jurisdiction: JurisdictionId, syndrome: string | null): GuidanceVoice[] {
  if (syndrome === null) return [];
  const first = jurisdictions.find((one) => one.id === jurisdiction)?.first;
  const ordered = guidanceIds.toSorted((a, b) => Number(b === first) - Number(a === first));
  return ordered.flatMap((id) => {
    const { title, year, rows } = guidances[id];
    const row = rows.find(({ pains }) => pains === null || pains.includes(syndrome));
    if (row === undefined) return [];
    const { stance, text, source, status } = row;
    return [{ id, title, year, stance, text, source, status }];
  });
}
