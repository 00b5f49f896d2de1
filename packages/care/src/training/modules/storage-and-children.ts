import { say, type TrainingModule } from '../module.ts';
import { fda2023, ours } from '../sources.ts';

export const storageAndChildren: TrainingModule = {
  id: 'storage-and-children',
  version: 1,
  title: say('Safe at home', 'Veilig bewaren'),
  points: [
    {
      id: 'lock',
      source: ours,
      status: 'ours',
      text: say(
        'Keep the packs in a locked place. Only you have the key. Keep them in the packs in which you got them.',
        'Bewaar de doosjes achter slot. Alleen u heeft de sleutel. Laat alles in het doosje waarin u het kreeg.',
      ),
    },
    {
      id: 'child',
      source: ours,
      status: 'ours',
      text: say(
        'One dose can be very bad for a child. Has a child taken some? Call the emergency number at once.',
        'Een dosis kan heel slecht zijn voor een kind. Heeft een kind iets genomen? Bel meteen het alarmnummer.',
      ),
    },
    {
      id: 'share',
      source: fda2023,
      status: 'guideline',
      text: say(
        'Never give your drug to someone else. It was made for you alone.',
        'Geef uw middel nooit aan iemand anders. Het is alleen voor u gemaakt.',
      ),
    },
    {
      id: 'return',
      source: ours,
      status: 'ours',
      text: say(
        'Bring back what you do not use. Do not throw it away. We count together what is left.',
        'Breng terug wat u niet gebruikt. Gooi het niet weg. We tellen samen wat er over is.',
      ),
    },
    {
      id: 'lost',
      source: ours,
      status: 'ours',
      text: say(
        'Is a pack lost or stolen? Tell us on the same day. You are not in trouble when you tell us.',
        'Is een doosje weg of gestolen? Zeg het ons dezelfde dag. U krijgt geen straf als u het zegt.',
      ),
    },
  ],
  questions: [
    {
      id: 'where',
      about: 'lock',
      text: say('Where do you keep your packs?', 'Waar bewaart u uw doosjes?'),
      right: say('In a locked place', 'Achter slot'),
      wrong: [say('On a high shelf', 'Op een hoge plank'), say('In my bag', 'In mijn tas')],
    },
    {
      id: 'toddler',
      about: 'child',
      text: say(
        'A child has licked a tablet and seems fine. What do you do?',
        'Een kind heeft aan een tablet gelikt en lijkt in orde. Wat doet u?',
      ),
      right: say('I call the emergency number at once', 'Ik bel meteen het alarmnummer'),
      wrong: [say('I wait an hour', 'Ik wacht een uur'), say('I give milk', 'Ik geef melk')],
    },
    {
      id: 'friend',
      about: 'share',
      text: say(
        'A friend has the same pain as you. May your friend try a dose?',
        'Een vriend heeft dezelfde pijn als u. Mag die een dosis proberen?',
      ),
      right: say('No, never', 'Nee, nooit'),
      wrong: [
        say('Yes, a small one', 'Ja, een kleine'),
        say('Yes, if I stay there', 'Ja, als ik erbij blijf'),
      ],
    },
    {
      id: 'over',
      about: 'return',
      text: say('You have three doses left over. What do you do?', 'U heeft drie doses over. Wat doet u?'),
      right: say('I bring them back', 'Ik breng ze terug'),
      wrong: [
        say('I put them in the bin', 'Ik gooi ze weg'),
        say('I keep them for later', 'Ik bewaar ze voor later'),
      ],
    },
    {
      id: 'stolen',
      about: 'lost',
      text: say('A pack is gone. What do you do?', 'Een doosje is weg. Wat doet u?'),
      right: say('I tell the clinic today', 'Ik zeg het vandaag aan de kliniek'),
      wrong: [
        say('I wait for the next visit', 'Ik wacht tot het volgende bezoek'),
        say('I say that I took it', 'Ik zeg dat ik het heb genomen'),
      ],
    },
  ],
};
