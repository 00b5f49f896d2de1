import { say, type TrainingModule } from '../module.ts';
import { consensus2018, esketamineLabel, ours, review2014 } from '../sources.ts';

export const bladderAndLiver: TrainingModule = {
  id: 'bladder-and-liver',
  version: 1,
  title: say('Bladder and liver', 'Blaas en lever'),
  points: [
    {
      id: 'bladder',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'Long use can harm your bladder. The first signs are going often, going in a hurry, and pain when you pass water.',
        'Lang gebruik kan uw blaas schaden. De eerste tekens zijn vaak plassen, haast om te plassen, en pijn bij het plassen.',
      ),
    },
    {
      id: 'blood',
      source: ours,
      status: 'ours',
      text: say(
        'Is there blood in your urine? Take no more doses and call us on the same day.',
        'Zit er bloed in uw urine? Neem geen doses meer en bel ons dezelfde dag.',
      ),
    },
    {
      id: 'liver',
      source: consensus2018,
      status: 'guideline',
      text: say(
        'Ketamine can harm the liver. You may feel nothing of it. So we test your blood on set days.',
        'Ketamine kan de lever schaden. Soms voelt u daar niets van. Daarom testen we uw bloed op vaste dagen.',
      ),
    },
    {
      id: 'yellow',
      source: ours,
      status: 'ours',
      text: say(
        'Call us if your skin or eyes turn yellow, or your urine turns dark. Call us too if your belly hurts on the right side.',
        'Bel ons als uw huid of ogen geel worden, of uw urine donker. Bel ook als uw buik rechts pijn doet.',
      ),
    },
    {
      id: 'early',
      source: review2014,
      status: 'guideline',
      text: say(
        'Harm found early can often get better when you stop. So tell us soon, and do not wait.',
        'Schade die we vroeg vinden, gaat vaak over als u stopt. Zeg het dus snel, en wacht niet.',
      ),
    },
  ],
  questions: [
    {
      id: 'first',
      about: 'bladder',
      text: say(
        'What can be a first sign of bladder harm?',
        'Wat kan een eerste teken van een zieke blaas zijn?',
      ),
      right: say('I go often and in a hurry', 'Ik moet vaak en met haast plassen'),
      wrong: [say('I sleep well', 'Ik slaap goed'), say('My skin itches', 'Mijn huid jeukt')],
    },
    {
      id: 'red',
      about: 'blood',
      text: say('You see blood in your urine. What do you do?', 'U ziet bloed in uw urine. Wat doet u?'),
      right: say('No more doses, and I call today', 'Geen doses meer, en ik bel vandaag'),
      wrong: [
        say('I drink more and wait a week', 'Ik drink meer en wacht een week'),
        say('I go on, it is normal', 'Ik ga door, het is normaal'),
      ],
    },
    {
      id: 'tests',
      about: 'liver',
      text: say(
        'You feel well. Why do we still test your blood?',
        'U voelt zich goed. Waarom testen we toch uw bloed?',
      ),
      right: say('Liver harm may give no signs', 'Een zieke lever kan zonder tekens zijn'),
      wrong: [
        say('To see if I drank water', 'Om te zien of ik water dronk'),
        say('It is not needed', 'Dat is niet nodig'),
      ],
    },
    {
      id: 'eyes',
      about: 'yellow',
      text: say('Your eyes turn yellow. What does it mean?', 'Uw ogen worden geel. Wat betekent dat?'),
      right: say('My liver may be ill, so I call', 'Mijn lever kan ziek zijn, dus ik bel'),
      wrong: [say('I need new glasses', 'Ik heb een bril nodig'), say('The drug works', 'Het middel werkt')],
    },
    {
      id: 'soon',
      about: 'early',
      text: say('Why is it good to tell us early?', 'Waarom is het goed om het vroeg te zeggen?'),
      right: say('Early harm can often get better', 'Vroege schade gaat vaak over'),
      wrong: [
        say('You get more ketamine', 'U krijgt meer ketamine'),
        say('It makes no difference', 'Het maakt niets uit'),
      ],
    },
  ],
};
