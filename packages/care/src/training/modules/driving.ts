import { say, type TrainingModule } from '../module.ts';
import { esketamineLabel, ours } from '../sources.ts';

export const driving: TrainingModule = {
  id: 'driving',
  version: 1,
  title: say('Driving and risky work', 'Autorijden en gevaarlijk werk'),
  points: [
    {
      id: 'next-day',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'Do not drive after a dose. Wait until the next day, after a good night of sleep. This also counts for a bike or a scooter.',
        'Rijd niet na een dosis. Wacht tot de volgende dag, na een goede nacht slaap. Dat geldt ook voor een fiets of een scooter.',
      ),
    },
    {
      id: 'feel-fine',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'You may feel fine and still react too slowly. How you feel is no proof.',
        'U kunt zich goed voelen en toch te traag zijn. Hoe u zich voelt, is geen bewijs.',
      ),
    },
    {
      id: 'machines',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'Do not use machines, sharp tools or ladders on that day. Do not swim or bathe alone.',
        'Gebruik op die dag geen machines, scherp gereedschap of ladders. Zwem niet en ga niet alleen in bad.',
      ),
    },
    {
      id: 'care',
      source: ours,
      status: 'ours',
      text: say(
        'On that day, do not look after small children on your own. Do not sign important papers.',
        'Zorg op die dag niet alleen voor kleine kinderen. Teken geen belangrijke papieren.',
      ),
    },
  ],
  questions: [
    {
      id: 'evening',
      about: 'next-day',
      text: say(
        'You took your dose in the morning. May you drive in the evening?',
        'U nam uw dosis in de ochtend. Mag u in de avond rijden?',
      ),
      right: say('No, only the next day after a good sleep', 'Nee, pas de volgende dag na een goede nacht'),
      wrong: [
        say('Yes, after six hours', 'Ja, na zes uur'),
        say('Yes, if it is a short trip', 'Ja, als het een korte rit is'),
      ],
    },
    {
      id: 'bike',
      about: 'next-day',
      text: say('May you go by bike after a dose?', 'Mag u na een dosis fietsen?'),
      right: say('No, not until the next day', 'Nee, pas de volgende dag'),
      wrong: [
        say('Yes, a bike is safe', 'Ja, een fiets is veilig'),
        say('Yes, with a helmet', 'Ja, met een helm'),
      ],
    },
    {
      id: 'fine',
      about: 'feel-fine',
      text: say(
        'You feel quite fine after your dose. What does that mean?',
        'U voelt zich heel goed na de dosis. Wat zegt dat?',
      ),
      right: say('I may still be too slow to drive', 'Ik kan nog te traag zijn om te rijden'),
      wrong: [say('I can drive', 'Ik kan rijden'), say('The dose was too low', 'De dosis was te laag')],
    },
    {
      id: 'ladder',
      about: 'machines',
      text: say('What should you not do on the day of a dose?', 'Wat doet u niet op de dag van een dosis?'),
      right: say('Climb a ladder', 'Op een ladder klimmen'),
      wrong: [say('Read a book', 'Een boek lezen'), say('Eat supper', 'Avondeten')],
    },
    {
      id: 'toddler',
      about: 'care',
      text: say(
        'You are to mind a small child on the day of a dose. What do you do?',
        'U moet op een kind passen op de dag van een dosis. Wat doet u?',
      ),
      right: say('I make sure another adult is there', 'Ik zorg dat er nog een volwassene is'),
      wrong: [
        say('I do it when I feel awake', 'Ik doe het als ik me wakker voel'),
        say('I let the child play alone', 'Ik laat het kind alleen spelen'),
      ],
    },
  ],
};
