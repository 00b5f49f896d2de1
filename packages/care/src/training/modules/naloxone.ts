import { say, type TrainingModule } from '../module.ts';
import { fdaNaloxone2020, naloxoneLabel, ours } from '../sources.ts';

export const naloxone: TrainingModule = {
  id: 'naloxone',
  version: 2,
  title: say('Strong pain pills and naloxone', 'Sterke pijnstillers en naloxon'),
  points: [
    {
      id: 'opioids',
      source: fdaNaloxone2020,
      status: 'guideline',
      text: say(
        'Opioids are strong pain pills, such as morphine. Too much of them slows your breath. Ketamine on top adds to the danger.',
        'Opioïden zijn sterke pillen tegen pijn, zoals morfine. Te veel ervan maakt uw adem traag. Met ketamine erbij is het gevaar groter.',
      ),
    },
    {
      id: 'have',
      source: fdaNaloxone2020,
      status: 'guideline',
      text: say(
        'Do you take an opioid? Then have naloxone at home. It is a nose spray. Everyone at home knows where it is.',
        'Neemt u een opioïde? Heb dan naloxon in huis. Het is een neusspray. Iedereen thuis weet waar die ligt.',
      ),
    },
    {
      id: 'none-now',
      source: ours,
      status: 'ours',
      text: say(
        'Does no one at home take an opioid? Then you need no spray now. Read this all the same: you may be given an opioid later, for a tooth or after surgery. Tell your clinic first.',
        'Neemt bij u thuis niemand een opioïde? Dan hebt u nu geen spray nodig. Lees dit toch: u kunt er later een krijgen, voor een kies of na een operatie. Zeg het eerst aan uw kliniek.',
      ),
    },
    {
      id: 'use',
      source: naloxoneLabel,
      status: 'label',
      text: say(
        'Can you not wake someone, or is the breath very slow? Call the emergency number. Then spray it into one side of the nose. No change after two or three minutes? Give a new spray.',
        'Kunt u iemand niet wakker maken, of is de adem heel traag? Bel het alarmnummer. Spuit dan in een kant van de neus. Geen verschil na twee of drie minuten? Geef een nieuwe spray.',
      ),
    },
    {
      id: 'not-ketamine',
      source: ours,
      status: 'ours',
      text: say(
        'Naloxone works against opioids. It does not work against ketamine. So always call, also if you gave the spray.',
        'Naloxon werkt tegen opioïden. Het werkt niet tegen ketamine. Bel dus altijd, ook als u de spray gaf.',
      ),
    },
    {
      id: 'stay',
      source: naloxoneLabel,
      status: 'label',
      text: say(
        'Naloxone wears off. Stay there until help comes, even if the person wakes up.',
        'Naloxon raakt uitgewerkt. Blijf erbij tot er hulp is, ook als de ander wakker wordt.',
      ),
    },
  ],
  questions: [
    {
      id: 'which',
      about: 'have',
      text: say('Who should have naloxone at home?', 'Wie heeft naloxon in huis nodig?'),
      right: say('Someone who takes an opioid', 'Wie een opioïde neemt'),
      wrong: [
        say('Only someone who has no pain', 'Alleen wie geen pijn heeft'),
        say('Nobody with ketamine', 'Niemand met ketamine'),
      ],
    },
    {
      id: 'order',
      about: 'use',
      text: say(
        'Someone cannot be woken. What do you do first?',
        'Iemand wordt niet wakker. Wat doet u eerst?',
      ),
      right: say('Call the emergency number', 'Het alarmnummer bellen'),
      wrong: [say('Make coffee', 'Koffie maken'), say('Let the person sleep', 'De ander laten slapen')],
    },
    {
      id: 'against',
      about: 'not-ketamine',
      text: say('What does naloxone work against?', 'Waartegen werkt naloxon?'),
      right: say('Opioids, not ketamine', 'Opioïden, niet ketamine'),
      wrong: [say('Ketamine, not opioids', 'Ketamine, niet opioïden'), say('All pills', 'Alle pillen')],
    },
    {
      id: 'awake',
      about: 'stay',
      text: say(
        'The person wakes up after the spray. What do you do?',
        'De ander wordt wakker na de spray. Wat doet u?',
      ),
      right: say('I stay until help comes', 'Ik blijf tot er hulp is'),
      wrong: [say('I go home', 'Ik ga naar huis'), say('I send help away', 'Ik stuur de hulp weg')],
    },
    {
      id: 'danger',
      about: 'opioids',
      text: say('What can too much of an opioid do?', 'Wat kan te veel van een opioïde doen?'),
      right: say('Slow the breath', 'De adem traag maken'),
      wrong: [
        say('Cause a rash only', 'Alleen uitslag geven'),
        say('Nothing with ketamine', 'Niets met ketamine'),
      ],
    },
  ],
};
