import { say, type TrainingModule } from '../module.ts';
import { esketamineLabel, ours } from '../sources.ts';

export const neverCombine: TrainingModule = {
  id: 'never-combine',
  version: 1,
  title: say('What never goes together', 'Wat nooit samen mag'),
  points: [
    {
      id: 'alcohol',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'Never drink alcohol on a day with a dose. Together they can make you too sleepy. You may stop breathing well.',
        'Drink nooit alcohol op een dag met een dosis. Samen maken ze u te slaperig. U kunt dan slecht ademen.',
      ),
    },
    {
      id: 'sedatives',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'Sleeping pills, calming pills and strong pain pills can do the same. Take only those that your doctor knows about.',
        'Pillen om te slapen of om kalm te worden doen soms hetzelfde. Sterke pillen tegen pijn ook. Neem alleen wat uw arts weet.',
      ),
    },
    {
      id: 'others',
      source: ours,
      status: 'ours',
      text: say(
        'Tell every doctor and the chemist that you use ketamine. Ask us first before you take a new drug or herb.',
        'Zeg elke arts en de apotheek dat u ketamine gebruikt. Vraag het ons eerst als u een nieuw middel of kruid wilt nemen.',
      ),
    },
    {
      id: 'honest',
      source: ours,
      status: 'ours',
      text: say(
        'Did you drink or take something? Then say so and skip the dose. Nobody will be angry. Never make up for a dose that you missed.',
        'Heeft u gedronken of iets gebruikt? Zeg het en sla de dosis over. Niemand wordt boos. Haal een gemiste dosis nooit in.',
      ),
    },
  ],
  questions: [
    {
      id: 'beer',
      about: 'alcohol',
      text: say(
        'You drank one beer at lunch. Your dose is in the evening. What do you do?',
        'U dronk een biertje bij de lunch. Uw dosis is in de avond. Wat doet u?',
      ),
      right: say('I skip the dose and tell the clinic', 'Ik sla de dosis over en zeg het de kliniek'),
      wrong: [
        say('I take it, one beer is fine', 'Ik neem de dosis, een biertje mag'),
        say('I take half of the dose', 'Ik neem de halve dosis'),
      ],
    },
    {
      id: 'why',
      about: 'alcohol',
      text: say('Why is alcohol with ketamine a danger?', 'Waarom is alcohol met ketamine gevaarlijk?'),
      right: say('You may get too sleepy and breathe badly', 'U kunt te slaperig worden en slecht ademen'),
      wrong: [
        say('It makes the pain come back', 'De pijn komt dan terug'),
        say('It spoils the taste', 'Het smaakt dan vies'),
      ],
    },
    {
      id: 'sleeping',
      about: 'sedatives',
      text: say(
        'A friend gives you a sleeping pill. What do you do?',
        'Een vriend geeft u een slaappil. Wat doet u?',
      ),
      right: say('I do not take it', 'Ik neem die niet'),
      wrong: [
        say('I take it with my dose', 'Ik neem die met mijn dosis'),
        say('I take it an hour later', 'Ik neem die een uur later'),
      ],
    },
    {
      id: 'new',
      about: 'others',
      text: say(
        'You want to try a new herb to sleep. What comes first?',
        'U wilt een nieuw kruid proberen om te slapen. Wat doet u eerst?',
      ),
      right: say('I ask the clinic', 'Ik vraag het de kliniek'),
      wrong: [
        say('I try a small bit', 'Ik probeer een klein beetje'),
        say('Nothing, herbs are safe', 'Niets, kruiden zijn veilig'),
      ],
    },
    {
      id: 'missed',
      about: 'honest',
      text: say('You missed a dose. What do you do?', 'U heeft een dosis gemist. Wat doet u?'),
      right: say('I do not make up for it', 'Ik haal die niet in'),
      wrong: [
        say('I take two next time', 'Ik neem er de volgende keer twee'),
        say('I take it in the night', 'Ik neem die in de nacht'),
      ],
    },
  ],
};
