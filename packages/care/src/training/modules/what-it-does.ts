import { say, type TrainingModule } from '../module.ts';
import { esketamineLabel, fda2023, ours, review2014 } from '../sources.ts';

export const whatItDoes: TrainingModule = {
  id: 'what-it-does',
  version: 1,
  title: say('What ketamine does', 'Wat ketamine doet'),
  points: [
    {
      id: 'pain',
      source: review2014,
      status: 'guideline',
      text: say(
        'Ketamine can make pain less. It does not take away the cause. It does not help everybody. If it does not help you, we stop.',
        'Ketamine kan pijn minder maken. Het neemt de oorzaak niet weg. Het helpt niet bij iedereen. Helpt het u niet, dan stoppen we.',
      ),
    },
    {
      id: 'not-approved',
      source: fda2023,
      status: 'guideline',
      text: say(
        'No drug agency has approved ketamine at home for pain. We still do not know all its risks. That is why we watch you so closely.',
        'Geen enkel land heeft ketamine thuis tegen pijn goedgekeurd. We kennen nog niet alle gevaren. Daarom letten we zo goed op u.',
      ),
    },
    {
      id: 'feel',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'You may feel dizzy, sleepy or sick. You may feel far away from your body. Things may look or sound strange. This mostly goes away within two hours.',
        'U kunt duizelig, slaperig of misselijk zijn. U kunt zich ver weg van uw lichaam voelen. Dingen kunnen er vreemd uitzien of vreemd klinken. Meestal is dat na twee uur over.',
      ),
    },
    {
      id: 'pressure',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'Your blood pressure can go up after a dose. So you measure it before and after each dose. Is it too high before? Then you take no dose.',
        'Uw bloeddruk kan na een dosis stijgen. Daarom meet u die voor en na elke dosis. Is die vooraf te hoog? Neem dan geen dosis.',
      ),
    },
    {
      id: 'calm',
      source: ours,
      status: 'ours',
      text: say(
        'Sit or lie down in a calm place. Someone you trust stays with you. Do not stand up alone.',
        'Ga rustig zitten of liggen. Iemand die u vertrouwt, blijft bij u. Sta niet alleen op.',
      ),
    },
  ],
  questions: [
    {
      id: 'cures',
      about: 'pain',
      text: say('What can ketamine do for your pain?', 'Wat kan ketamine voor uw pijn doen?'),
      right: say(
        'It can make it less, but not for everybody',
        'Het kan de pijn minder maken, maar niet bij iedereen',
      ),
      wrong: [
        say('It takes away the cause', 'Het neemt de oorzaak weg'),
        say('It always works if you take enough', 'Het werkt altijd als u er genoeg van neemt'),
      ],
    },
    {
      id: 'known',
      about: 'not-approved',
      text: say('What do we know about ketamine at home?', 'Wat weten we van ketamine thuis?'),
      right: say('Not all its risks are known', 'Niet alle gevaren zijn bekend'),
      wrong: [
        say('It has been shown to be safe', 'Er is bewezen dat het veilig is'),
        say('It has no risks in a low dose', 'Een lage dosis heeft geen gevaar'),
      ],
    },
    {
      id: 'strange',
      about: 'feel',
      text: say(
        'You feel far away from your body after a dose. What is true?',
        'U voelt zich na een dosis ver weg van uw lichaam. Wat klopt?',
      ),
      right: say(
        'It can happen, and mostly goes away within two hours',
        'Dat kan, en meestal is het na twee uur over',
      ),
      wrong: [
        say('It shows that the drug cures you', 'Het is een teken dat u beter wordt'),
        say('It can never happen with a tablet', 'Met een tablet kan dat nooit'),
      ],
    },
    {
      id: 'high',
      about: 'pressure',
      text: say(
        'Your blood pressure is too high before the dose. What do you do?',
        'Uw bloeddruk is te hoog voor de dosis. Wat doet u?',
      ),
      right: say('I take no dose', 'Ik neem geen dosis'),
      wrong: [
        say('I take half of it', 'Ik neem de helft'),
        say('I take it and measure later', 'Ik neem de dosis en meet later'),
      ],
    },
    {
      id: 'place',
      about: 'calm',
      text: say('Where do you take your dose?', 'Waar neemt u uw dosis?'),
      right: say('In a calm place, with someone I trust', 'Op een rustige plek, met iemand die ik vertrouw'),
      wrong: [
        say('On my own in bed', 'Alleen in bed'),
        say('On the way to a friend', 'Onderweg naar een vriend'),
      ],
    },
  ],
};
