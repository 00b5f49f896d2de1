import { say, type TrainingModule } from '../module.ts';
import { consensus2018, esketamineLabel, ours } from '../sources.ts';

export const nurseHome: TrainingModule = {
  id: 'nurse-home',
  version: 1,
  title: say('Home treatment, for nurses', 'Thuisbehandeling, voor verpleegkundigen'),
  points: [
    {
      id: 'density',
      source: ours,
      status: 'ours',
      text: say(
        'Contacts are closest in the first two weeks. A missed contact is an event: try again on the same day and tell the physician.',
        'Contacten zijn het dichtst in de eerste twee weken. Een gemist contact is een voorval: probeer het dezelfde dag opnieuw en meld het de arts.',
      ),
    },
    {
      id: 'silence',
      source: ours,
      status: 'ours',
      text: say(
        'Silence after a dose is answered step by step: patient, sitter, nurse, physician. Silence is never good news.',
        'Stilte na een dosis wordt stap voor stap beantwoord: patiënt, begeleider, verpleegkundige, arts. Stilte is nooit goed nieuws.',
      ),
    },
    {
      id: 'pressure',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'Blood pressure rises most about 40 minutes after a dose of esketamine and may stay raised for about four hours.',
        'De bloeddruk stijgt het meest ongeveer 40 minuten na een dosis esketamine en kan ongeveer vier uur verhoogd blijven.',
      ),
    },
    {
      id: 'questions',
      source: consensus2018,
      status: 'guideline',
      text: say(
        'At every contact ask about urine, mood and thoughts of suicide, sleep, other drugs and what is left in the pack.',
        'Vraag bij elk contact naar plassen, stemming en gedachten aan zelfdoding, slaap, andere middelen en wat er over is.',
      ),
    },
    {
      id: 'count',
      source: ours,
      status: 'ours',
      text: say(
        'Count packs by visit or video and enter the codes. A gap is talked about with the patient before anything else.',
        'Tel de verpakkingen bij bezoek of via video en voer de codes in. Een verschil wordt eerst met de patiënt besproken.',
      ),
    },
  ],
  questions: [
    {
      id: 'no-show',
      about: 'density',
      text: say(
        'A planned call is not answered. What is done?',
        'Een gepland gesprek wordt niet beantwoord. Wat doet u?',
      ),
      right: say('Try again today and tell the physician', 'Vandaag opnieuw proberen en de arts melden'),
      wrong: [
        say('Wait for the next call', 'Wachten op het volgende gesprek'),
        say('Strike the contact out', 'Het contact doorhalen'),
      ],
    },
    {
      id: 'quiet',
      about: 'silence',
      text: say(
        'The check after a dose stays unanswered. What does it mean?',
        'De controle na een dosis blijft onbeantwoord. Wat betekent dat?',
      ),
      right: say('The next step of the escalation begins', 'De volgende stap van de escalatie begint'),
      wrong: [
        say('The patient sleeps well', 'De patiënt slaapt goed'),
        say('The check is dropped', 'De controle vervalt'),
      ],
    },
    {
      id: 'peak',
      about: 'pressure',
      text: say(
        'When is blood pressure highest after esketamine?',
        'Wanneer is de bloeddruk na esketamine het hoogst?',
      ),
      right: say('After about 40 minutes', 'Na ongeveer 40 minuten'),
      wrong: [say('After a day', 'Na een dag'), say('At once', 'Meteen')],
    },
    {
      id: 'ask',
      about: 'questions',
      text: say('What belongs to every contact?', 'Wat hoort bij elk contact?'),
      right: say('Questions about urine and mood', 'Vragen naar plassen en stemming'),
      wrong: [say('Weighing the patient', 'De patiënt wegen'), say('A blood gas', 'Een bloedgas')],
    },
    {
      id: 'gap',
      about: 'count',
      text: say(
        'Two packs are missing at the count. What comes first?',
        'Bij de telling ontbreken twee verpakkingen. Wat komt eerst?',
      ),
      right: say('Talk with the patient', 'Met de patiënt praten'),
      wrong: [
        say('Correct the register', 'Het register aanpassen'),
        say('Stop all supply for good', 'Alle leveringen voorgoed stoppen'),
      ],
    },
  ],
};
