import { say, type TrainingModule } from '../module.ts';
import { esketamineLabel, ours } from '../sources.ts';

export const whomToCall: TrainingModule = {
  id: 'whom-to-call',
  version: 1,
  title: say('Whom to call', 'Wie u belt'),
  points: [
    {
      id: 'emergency',
      source: ours,
      status: 'ours',
      text: say(
        'Call the emergency number at once if someone cannot be woken, breathes badly, has chest pain, or has a fit. Do this before you call us.',
        'Bel meteen het alarmnummer als iemand niet wakker wordt, slecht ademt, pijn op de borst heeft of schokt. Doe dat voor u ons belt.',
      ),
    },
    {
      id: 'clinic',
      source: ours,
      status: 'ours',
      text: say(
        'Call the clinic on the same day for blood in the urine, yellow skin, seeing things, or a fall. Take no dose until we say so.',
        'Bel de kliniek dezelfde dag bij bloed in de urine, gele huid, dingen zien die er niet zijn, of een val. Neem geen dosis tot wij het zeggen.',
      ),
    },
    {
      id: 'dark',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'Do you think of ending your life? Call the crisis line now. Do not stay alone. You can also call the emergency number.',
        'Denkt u aan de dood of aan een einde aan uw leven? Bel nu de hulplijn. Blijf niet alleen. U kunt ook het alarmnummer bellen.',
      ),
    },
    {
      id: 'messages',
      source: ours,
      status: 'ours',
      text: say(
        'Nobody reads messages in the night. Never use a message when it is urgent. Call.',
        'In de nacht leest niemand berichten. Stuur nooit een bericht als het haast heeft. Bel.',
      ),
    },
  ],
  questions: [
    {
      id: 'wake',
      about: 'emergency',
      text: say(
        'Your partner cannot wake you after a dose. Whom does your partner call?',
        'Uw partner krijgt u na een dosis niet wakker. Wie belt uw partner?',
      ),
      right: say('The emergency number', 'Het alarmnummer'),
      wrong: [say('The clinic, next day', 'De kliniek, de volgende dag'), say('A friend', 'Een vriend')],
    },
    {
      id: 'chest',
      about: 'emergency',
      text: say(
        'You have chest pain after a dose. What do you do?',
        'U heeft pijn op de borst na een dosis. Wat doet u?',
      ),
      right: say('I call the emergency number', 'Ik bel het alarmnummer'),
      wrong: [
        say('I send a message', 'Ik stuur een bericht'),
        say('I lie down and wait', 'Ik ga liggen en wacht'),
      ],
    },
    {
      id: 'things',
      about: 'clinic',
      text: say(
        'You saw things that were not there. What do you do?',
        'U zag dingen die er niet waren. Wat doet u?',
      ),
      right: say('I call the clinic today and take no dose', 'Ik bel vandaag de kliniek en neem geen dosis'),
      wrong: [
        say('I take the next dose', 'Ik neem de volgende dosis'),
        say('I tell nobody', 'Ik zeg het niemand'),
      ],
    },
    {
      id: 'life',
      about: 'dark',
      text: say(
        'You think of ending your life. What do you do?',
        'U denkt aan een einde aan uw leven. Wat doet u?',
      ),
      right: say('I call the crisis line now', 'Ik bel nu de hulplijn'),
      wrong: [
        say('I write it in the diary and wait', 'Ik schrijf het op en wacht'),
        say('I take a dose', 'Ik neem een dosis'),
      ],
    },
    {
      id: 'night',
      about: 'messages',
      text: say(
        'It is night and it is urgent. Is a message enough?',
        'Het is nacht en het heeft haast. Is een bericht genoeg?',
      ),
      right: say('No, I call', 'Nee, ik bel'),
      wrong: [
        say('Yes, it is read at once', 'Ja, het wordt meteen gelezen'),
        say('Yes, if I write clearly', 'Ja, als ik duidelijk schrijf'),
      ],
    },
  ],
};
