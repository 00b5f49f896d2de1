import type { TakenDose, UrineDrugTest } from './home-use.ts';
import { adamowicz2005, deJong2020, harun2009, ours, quetiapineStudy } from './sources.ts';

/** What a test says beside the diary; `nothing`: it cannot tell, and is no sign. */
export interface UrineReading {
  readonly answer: 'fits' | 'does not fit' | 'nothing';
  readonly reason: string;
}

/** What is known of these tests, and what they cannot tell. */
export const urineTestFacts: readonly { readonly text: string; readonly source: string }[] = [
  {
    text: 'Panels of drugs of misuse do not look for ketamine unless it is asked for.',
    source: `${ours}; ask the laboratory`,
  },
  {
    text: 'Immunoassays see ketamine and hardly norketamine: 2 % cross-reactivity in one of them. After a swallowed dose there is more norketamine than ketamine, so that a negative immunoassay says little.',
    source: harun2009,
  },
  {
    text: 'Quetiapine made an immunoassay positive in 44 % of those who took it, against 0.8 % of those who did not. A positive immunoassay is confirmed by mass spectrometry before it means anything.',
    source: quetiapineStudy,
  },
  {
    text: 'After one dose mass spectrometry finds ketamine for up to 2 days and norketamine for up to 14.',
    source: adamowicz2005,
  },
  {
    text: 'After long daily use it was found for 22 to 96 days (ketamine up to 61, norketamine 40, dehydronorketamine 96), at a cut-off of 1 ng/mL. A positive test in a patient who takes ketamine, or did until some weeks ago, cannot tell an additional dose from a prescribed one.',
    source: deJong2020,
  },
  {
    text: 'No concentration in urine gives the dose that was taken: it varies with drinking, pH and time.',
    source: ours,
  },
];

export const urineTestLimits = {
  /** A dose so long ago or less must be seen by mass spectrometry; shorter than the 2 days of ketamine itself. */
  surelySeenHours: { value: 24, unit: 'h', source: `${ours}, well within ${adamowicz2005}` },
  /** A dose less long ago than this may not yet be in the urine. */
  notYetHours: { value: 3, unit: 'h', source: ours },
  /** Without a dose for longer than this ketamine should be gone, even after long use. */
  surelyGoneDays: { value: 96, unit: 'd', source: deJong2020 },
} as const;

const msPerHour = 3_600_000;

/**
 * Sets a urine test beside the diary. An immunoassay is never a sign by itself, nor is a positive test while ketamine is
 * taken.
 * @param doses of the diary, in any order
 */
export function readUrineTest(test: UrineDrugTest, doses: readonly TakenDose[]): UrineReading {
  if (test.method === 'immunoassay') {
    return {
      answer: 'nothing',
      reason: 'An immunoassay is not a sign by itself: confirm it by mass spectrometry.',
    };
  }
  if (test.others.length > 0) {
    return {
      answer: 'does not fit',
      reason: `Found, and prescribed by nobody known: ${test.others.join(', ')}.`,
    };
  }
  const hours = doses
    .map(({ at }) => (Date.parse(test.at) - Date.parse(at)) / msPerHour)
    .filter((since) => since >= 0);
  const last = hours.length === 0 ? null : Math.min(...hours);
  const { surelySeenHours, notYetHours, surelyGoneDays } = urineTestLimits;
  if (test.ketamine === 'not found' && test.norketamine !== 'found') {
    const seen = hours.some((since) => since >= notYetHours.value && since <= surelySeenHours.value);
    return seen
      ? {
          answer: 'does not fit',
          reason: `Nothing found, and the diary has a dose within the ${surelySeenHours.value} h before.`,
        }
      : { answer: 'fits', reason: 'Nothing found, and no dose that must be seen was told.' };
  }
  if (test.ketamine === 'found' && test.norketamine === 'not found') {
    return {
      answer: 'does not fit',
      reason:
        'Ketamine without norketamine, which the body makes of it within hours: was the sample changed?',
    };
  }
  if (last !== null && last > surelyGoneDays.value * 24) {
    return {
      answer: 'does not fit',
      reason: `Found ${Math.floor(last / 24)} days after the last dose in the diary.`,
    };
  }
  return last === null
    ? { answer: 'does not fit', reason: 'Found, and the diary has no dose before.' }
    : { answer: 'fits', reason: 'Found, as the diary leads to expect; it cannot tell how much was taken.' };
}
