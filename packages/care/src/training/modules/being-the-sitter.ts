import { say, type TrainingModule } from '../module.ts';
import { esketamineLabel, fda2023, ours } from '../sources.ts';

export const beingTheSitter: TrainingModule = {
  id: 'being-the-sitter',
  version: 1,
  title: say('Staying with someone after a dose', 'Bij iemand blijven na een dosis'),
  points: [
    {
      id: 'stay',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'Stay in the same home for two hours or more after each dose. Stay awake and sober. Look every few minutes.',
        'Blijf twee uur of langer in hetzelfde huis na elke dosis. Blijf wakker en nuchter. Kijk om de paar minuten.',
      ),
    },
    {
      id: 'check',
      source: ours,
      status: 'ours',
      text: say(
        'Check after 30 and after 60 minutes. Is the person awake? Is the breath calm? What is the blood pressure? Fill it in together.',
        'Kijk na 30 en na 60 minuten. Is de ander wakker? Is de adem rustig? Wat is de bloeddruk? Vul het samen in.',
      ),
    },
    {
      id: 'breath',
      source: fda2023,
      status: 'guideline',
      text: say(
        'Very slow breath, blue lips or a person you cannot wake are an emergency. Call the emergency number at once. Lay the person on one side.',
        'Heel trage adem, blauwe lippen of iemand die niet wakker wordt: dat is nood. Bel meteen het alarmnummer. Leg de ander op de zij.',
      ),
    },
    {
      id: 'strange',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'The person may say strange things. Stay calm and speak softly. Keep the room quiet. Help with standing up.',
        'De ander kan vreemde dingen zeggen. Blijf rustig en praat zacht. Houd de kamer stil. Help met opstaan.',
      ),
    },
    {
      id: 'no',
      source: ours,
      status: 'ours',
      text: say(
        'You may say no. If you cannot stay, there is no dose that day. You can always call the clinic yourself.',
        'U mag nee zeggen. Kunt u niet blijven, dan is er die dag geen dosis. U mag altijd zelf de kliniek bellen.',
      ),
    },
  ],
  questions: [
    {
      id: 'how-long',
      about: 'stay',
      text: say('How long do you stay after a dose?', 'Hoe lang blijft u na een dosis?'),
      right: say('Two hours or more', 'Twee uur of langer'),
      wrong: [
        say('Ten minutes', 'Tien minuten'),
        say('Until the person has swallowed it', 'Tot de ander het heeft doorgeslikt'),
      ],
    },
    {
      id: 'when',
      about: 'check',
      text: say('When do you check?', 'Wanneer kijkt u?'),
      right: say('After 30 and after 60 minutes', 'Na 30 en na 60 minuten'),
      wrong: [
        say('The next day', 'De volgende dag'),
        say('Only if I am worried', 'Alleen als ik me zorgen maak'),
      ],
    },
    {
      id: 'blue',
      about: 'breath',
      text: say('The lips turn blue. What do you do first?', 'De lippen worden blauw. Wat doet u eerst?'),
      right: say('I call the emergency number', 'Ik bel het alarmnummer'),
      wrong: [
        say('I open a window', 'Ik zet een raam open'),
        say('I fill in the diary', 'Ik vul het dagboek in'),
      ],
    },
    {
      id: 'odd',
      about: 'strange',
      text: say(
        'The person says strange things. What do you do?',
        'De ander zegt vreemde dingen. Wat doet u?',
      ),
      right: say('I stay calm and speak softly', 'Ik blijf rustig en praat zacht'),
      wrong: [
        say('I turn on loud music', 'Ik zet harde muziek aan'),
        say('I leave the room', 'Ik ga de kamer uit'),
      ],
    },
    {
      id: 'busy',
      about: 'no',
      text: say('You have to leave early today. What is right?', 'U moet vandaag vroeg weg. Wat is juist?'),
      right: say('There is no dose today', 'Er is vandaag geen dosis'),
      wrong: [
        say('The dose comes earlier', 'De dosis komt eerder'),
        say('I phone in between', 'Ik bel tussendoor'),
      ],
    },
  ],
};
