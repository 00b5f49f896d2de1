import type { Protocol } from '../protocol/protocol.ts';

/** A consent to be read on the screen: plain language, ours. It goes up a version when a word changes. */
export interface ConsentText {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly parts: readonly { readonly heading: string; readonly text: string }[];
  /** What each signature says. */
  readonly patientMeaning: string;
  readonly physicianMeaning: string;
}

/**
 * The consent for a protocol: what is planned, what it may bring, what is not known.
 * Facts: the review (Br J Clin Pharmacol 2014;77:357-367), Cochrane CD015373 (2025), the label of esketamine nasal
 * spray, Noppers 2011, and FDA alerts of 2022 and 2023.
 */
export function consentFor(protocol: Protocol): ConsentText {
  return {
    id: 'ketamine-for-chronic-pain',
    version: 1,
    title: `Treatment with ketamine: ${protocol.title}`,
    parts: [
      { heading: 'What is planned', text: protocol.summary },
      {
        heading: 'Why it is out of the ordinary',
        text: 'Ketamine is a medicine for anaesthesia. Using it against chronic pain is off label: no authority has approved it for that. It is thought of when other treatments have not helped enough, never first or second.',
      },
      {
        heading: 'What it may bring',
        text: 'Some people have less pain for days to weeks after several days of infusion. After a single infusion the relief mostly ends with it. Daily life and mood did not improve in the trials. A large review of all trials in 2025 found no clear evidence that it helps at any time. It may do nothing for you.',
      },
      {
        heading: 'What you may feel during it',
        text: 'Most people feel strange: floating, distant from the body, seeing or hearing things differently. This can frighten. Others get sleepy, dizzy or sick. The heart may beat faster and the blood pressure rise. All of this usually ends within hours of stopping. You can ask for the infusion to be stopped at any moment.',
      },
      {
        heading: 'What may be harmed',
        text: 'The liver can be injured, most of all when courses follow each other closely: in one study 3 of 6 people who were treated again after 16 days. The bladder and kidneys can be injured by repeated use. Memory can be worse for a time. Ketamine can make a person dependent on it. This is why blood and urine are tested and why there is a limit to how often it is given.',
      },
      {
        heading: 'What is not known',
        text: 'What repeated courses over years do to memory, bladder and liver is not known.',
      },
      {
        heading: 'What you do',
        text: 'Tell us of every medicine, drug and illness, and of a pregnancy. Come fasted as you were told, and with an adult who takes you home. Do not drive or decide anything important until you have slept a night. Tell us of pain on passing water, blood in the urine, yellow eyes, dark urine, bad dreams, strange thoughts or thoughts of harming yourself.',
      },
      {
        heading: 'You may say no',
        text: 'You may refuse, or change your mind at any time, without giving a reason, and you will still be treated for your pain in other ways.',
      },
    ],
    patientMeaning:
      'I have read this or had it read to me, I could ask what I wanted, and I want this treatment.',
    physicianMeaning:
      'I have explained this to the patient and answered the questions; the patient understood it and decided freely.',
  };
}
