import { say, type TrainingModule } from '../module.ts';
import { esketamineLabel, ours } from '../sources.ts';

export const contraception: TrainingModule = {
  id: 'contraception',
  version: 1,
  title: say('Pregnancy and breastfeeding', 'Zwanger worden en borstvoeding'),
  points: [
    {
      id: 'harm',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'Ketamine may harm a child in the womb. It is not for someone who is pregnant.',
        'Ketamine kan een kind in de buik schaden. Het is niet voor wie zwanger is.',
      ),
    },
    {
      id: 'method',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'Could you become pregnant? Then use safe birth control for as long as you take ketamine.',
        'Kunt u zwanger worden? Gebruik dan iets dat dit goed tegengaat. Doe dat zolang u ketamine neemt.',
      ),
    },
    {
      id: 'late',
      source: ours,
      status: 'ours',
      text: say(
        'Is your period late? Take no more doses. Do a test and call us.',
        'Bent u over tijd? Neem geen doses meer. Doe een test en bel ons.',
      ),
    },
    {
      id: 'milk',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'Ketamine gets into breast milk. Do not breastfeed while you use it.',
        'Ketamine komt in de moedermelk. Geef geen borstvoeding zolang u het gebruikt.',
      ),
    },
  ],
  questions: [
    {
      id: 'womb',
      about: 'harm',
      text: say(
        'What can ketamine do to a child in the womb?',
        'Wat kan ketamine doen met een kind in de buik?',
      ),
      right: say('It may harm the child', 'Het kan het kind schaden'),
      wrong: [
        say('It does nothing', 'Het doet niets'),
        say('It helps the child sleep', 'Het laat het kind slapen'),
      ],
    },
    {
      id: 'how-long',
      about: 'method',
      text: say(
        'How long does someone who can get pregnant use birth control?',
        'Hoe lang gebruikt wie zwanger kan worden anticonceptie?',
      ),
      right: say('As long as she takes ketamine', 'Zolang zij ketamine neemt'),
      wrong: [
        say('Only in the first week', 'Alleen de eerste week'),
        say('Only on days with a dose', 'Alleen op dagen met een dosis'),
      ],
    },
    {
      id: 'over-time',
      about: 'late',
      text: say('A period is late. What comes first?', 'Iemand is over tijd. Wat komt eerst?'),
      right: say('No more doses, a test, and a call', 'Geen doses meer, een test en bellen'),
      wrong: [
        say('One more dose, then a test', 'Nog een dosis, dan een test'),
        say('Wait another month', 'Nog een maand wachten'),
      ],
    },
    {
      id: 'pregnant',
      about: 'harm',
      text: say('Who must not take ketamine?', 'Wie mag geen ketamine nemen?'),
      right: say('Someone who is pregnant', 'Wie zwanger is'),
      wrong: [
        say('Someone who is tall', 'Wie lang is'),
        say('Someone who wears glasses', 'Wie een bril draagt'),
      ],
    },
    {
      id: 'feeding',
      about: 'milk',
      text: say('What is true of breast milk?', 'Wat klopt van moedermelk?'),
      right: say('Ketamine gets into it', 'Ketamine komt erin'),
      wrong: [
        say('It is safe the next day', 'Die is de volgende dag veilig'),
        say('It makes ketamine weaker', 'Die maakt ketamine zwakker'),
      ],
    },
  ],
};
