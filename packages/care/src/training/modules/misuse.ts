import { say, type TrainingModule } from '../module.ts';
import { esketamineLabel, fda2023, ours } from '../sources.ts';

export const misuse: TrainingModule = {
  id: 'misuse',
  version: 1,
  title: say('When it becomes too much', 'Als het te veel wordt'),
  points: [
    {
      id: 'crave',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'Some people start to want ketamine for its own sake. This can happen to anyone. It is no shame.',
        'Soms wil iemand steeds meer ketamine. Dat kan u ook gebeuren. Het is geen schande.',
      ),
    },
    {
      id: 'signs',
      source: ours,
      status: 'ours',
      text: say(
        'Watch for these signs. You take more than planned. You take it to feel good, not for pain. You think of the next dose all day. You hide it.',
        'Let op deze tekens. U neemt meer dan gepland. U neemt het voor een fijn gevoel, niet tegen pijn. U denkt de hele dag aan de volgende dosis. U verbergt het.',
      ),
    },
    {
      id: 'plan',
      source: fda2023,
      status: 'guideline',
      text: say(
        'Never take more or sooner than your plan says. Never crush it, sniff it or inject it.',
        'Neem nooit meer of eerder dan uw plan zegt. Maak het nooit fijn, snuif het niet en spuit het niet.',
      ),
    },
    {
      id: 'talk',
      source: ours,
      status: 'ours',
      text: say(
        'Tell us if you see a sign. First we talk. We do not judge you.',
        'Zeg het ons als u een teken ziet. Eerst praten we. We oordelen niet.',
      ),
    },
    {
      id: 'count',
      source: ours,
      status: 'ours',
      text: say(
        'We count what is left with everyone. This is not because we do not trust you.',
        'We tellen bij iedereen wat er over is. Dat is niet omdat we u niet vertrouwen.',
      ),
    },
  ],
  questions: [
    {
      id: 'who',
      about: 'crave',
      text: say('Who can start to crave ketamine?', 'Wie kan naar ketamine gaan verlangen?'),
      right: say('Anyone', 'Iedereen'),
      wrong: [say('Only young people', 'Alleen jonge mensen'), say('Nobody with pain', 'Niemand met pijn')],
    },
    {
      id: 'sign',
      about: 'signs',
      text: say('Which of these is a sign of misuse?', 'Wat is een teken van misbruik?'),
      right: say('I take it to feel good', 'Ik neem het voor een fijn gevoel'),
      wrong: [
        say('I write in my diary', 'Ik schrijf in mijn dagboek'),
        say('I skip a dose when I drank', 'Ik sla een dosis over als ik dronk'),
      ],
    },
    {
      id: 'more',
      about: 'plan',
      text: say(
        'Your pain is bad today. May you take one more dose?',
        'U heeft vandaag veel pijn. Mag u een dosis extra nemen?',
      ),
      right: say('No, I keep to the plan and call', 'Nee, ik houd me aan het plan en bel'),
      wrong: [say('Yes, once', 'Ja, een keer'), say('Yes, if I skip tomorrow', 'Ja, als ik morgen oversla')],
    },
    {
      id: 'tell',
      about: 'talk',
      text: say(
        'You tell us that you took more. What happens first?',
        'U zegt ons dat u meer nam. Wat gebeurt eerst?',
      ),
      right: say('We talk about it', 'We praten erover'),
      wrong: [say('We call the police', 'We bellen de politie'), say('Nothing', 'Niets')],
    },
    {
      id: 'why-count',
      about: 'count',
      text: say('Why do we count what you have left?', 'Waarom tellen we wat u over heeft?'),
      right: say('We do it with everyone', 'Dat doen we bij iedereen'),
      wrong: [say('We think you lie', 'We denken dat u liegt'), say('To sell it', 'Om het te verkopen')],
    },
  ],
};
