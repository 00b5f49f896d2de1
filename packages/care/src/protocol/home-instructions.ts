import type { Discharge, HomeInstructions } from './protocol.ts';
import { esketamineLabel, ours } from './sources.ts';

/** What a patient is told in plain language, where the protocol says nothing else. */
const homeInstructions: HomeInstructions = {
  source: `${ours}; the rest until the day after: ${esketamineLabel}`,
  status: 'ours',
  parts: [
    {
      title: 'Today',
      lines: [
        'Go home with an adult who stays with you this evening.',
        'Rest. Do not drive, ride a bicycle in traffic or use machines until tomorrow, after a night of sleep.',
        'Do not drink alcohol. Take no sleeping pills or calming pills unless we told you to.',
        'Sign nothing important and make no big decisions today.',
        'Drink and eat lightly at first. Feeling sick usually passes within hours.',
      ],
    },
    {
      title: 'The next days',
      lines: [
        'Vivid or unpleasant dreams, poor sleep, or things looking or sounding strange may come for a day or two. They pass.',
        'Take your other medicines as written in your list.',
        'Write down your pain once a day. We will call or see you as planned.',
      ],
    },
    {
      title: 'Call us the same day if',
      lines: [
        'strange perceptions come back or frighten you, or your mood falls',
        'passing urine hurts, is very frequent, or the urine is red',
        'your skin or eyes turn yellow, or it hurts under the right ribs',
        'you vomit and cannot keep down fluids',
      ],
    },
    {
      title: 'Call the emergency number at once if',
      lines: [
        'you have chest pain, cannot breathe well, or have a very bad headache',
        'you cannot be woken properly, have a seizure, or are very confused',
        'you think of ending your life',
      ],
    },
  ],
};

/** What the patient takes home on paper: the protocol's own instructions, else those of Ketame. */
export function homeInstructionsOf(discharge: Discharge): HomeInstructions {
  return discharge.instructions ?? homeInstructions;
}
