import { say, type TrainingModule } from '../module.ts';
import { esketamineLabel, fda2023, ours } from '../sources.ts';

export const pharmacistHome: TrainingModule = {
  id: 'pharmacist-home',
  version: 1,
  title: say('Home supply, for pharmacists', 'Levering thuis, voor apothekers'),
  points: [
    {
      id: 'compounded',
      source: fda2023,
      status: 'guideline',
      text: say(
        'The FDA does not evaluate compounded products before they are sold. Strength and release can differ from batch to batch: check and record each lot.',
        'De FDA beoordeelt bereide producten niet voor verkoop. Sterkte en afgifte kunnen per charge verschillen: controleer en noteer elke charge.',
      ),
    },
    {
      id: 'packs',
      source: ours,
      status: 'ours',
      text: say(
        'Supply packs of single doses with a code each, for no longer than until the next count. The code is what the diary and the count name.',
        'Lever verpakkingen van een dosis met elk een code, voor niet langer dan tot de volgende telling. Dagboek en telling noemen die code.',
      ),
    },
    {
      id: 'gate',
      source: ours,
      status: 'ours',
      text: say(
        'The register refuses a supply without an active programme, and an early refill outside tolerance without two signatures. A refusal is not worked around.',
        'Het register weigert een levering zonder actief programma, en een te vroege herhaling zonder twee handtekeningen. Een weigering wordt niet omzeild.',
      ),
    },
    {
      id: 'interactions',
      source: esketamineLabel,
      status: 'label',
      text: say(
        'Look for depressants of the central nervous system, stimulants and MAO inhibitors: sedation and blood pressure depend on them.',
        'Zoek naar middelen die het zenuwstelsel dempen, stimulantia en MAO-remmers: sedatie en bloeddruk hangen ervan af.',
      ),
    },
    {
      id: 'returns',
      source: ours,
      status: 'ours',
      text: say(
        'Returned packs are counted with the patient or a colleague, entered, and destroyed under witness where the profile asks for it.',
        'Teruggebrachte verpakkingen worden samen met patiënt of collega geteld, ingevoerd en onder toezicht vernietigd waar het profiel dat vraagt.',
      ),
    },
  ],
  questions: [
    {
      id: 'evaluated',
      about: 'compounded',
      text: say(
        'What does the FDA check of a compounded product before it is sold?',
        'Wat controleert de FDA aan een bereid product voor verkoop?',
      ),
      right: say('Nothing', 'Niets'),
      wrong: [say('Its strength', 'De sterkte'), say('Its label', 'Het etiket')],
    },
    {
      id: 'single',
      about: 'packs',
      text: say('How is the supply packed?', 'Hoe wordt de levering verpakt?'),
      right: say('In single doses with a code each', 'Per dosis met elk een code'),
      wrong: [
        say('In a bottle of 100', 'In een fles van 100'),
        say('As the patient asks', 'Zoals de patiënt vraagt'),
      ],
    },
    {
      id: 'refused',
      about: 'gate',
      text: say(
        'The register refuses an early refill. What now?',
        'Het register weigert een te vroege herhaling. Wat nu?',
      ),
      right: say(
        'Two people sign, or nothing is supplied',
        'Twee mensen tekenen, of er wordt niets geleverd',
      ),
      wrong: [
        say('It is supplied and entered later', 'Er wordt geleverd en later ingevoerd'),
        say('Another lot is chosen', 'Er wordt een andere charge gekozen'),
      ],
    },
    {
      id: 'stimulants',
      about: 'interactions',
      text: say('Why are stimulants looked for?', 'Waarom wordt naar stimulantia gezocht?'),
      right: say('They can raise blood pressure further', 'Zij kunnen de bloeddruk verder verhogen'),
      wrong: [
        say('They make ketamine inactive', 'Zij maken ketamine onwerkzaam'),
        say('They colour the urine', 'Zij kleuren de urine'),
      ],
    },
    {
      id: 'back',
      about: 'returns',
      text: say(
        'A patient brings back four packs. What is done?',
        'Een patiënt brengt vier verpakkingen terug. Wat gebeurt er?',
      ),
      right: say('They are counted together and entered', 'Ze worden samen geteld en ingevoerd'),
      wrong: [
        say('They are supplied to the next patient', 'Ze gaan naar de volgende patiënt'),
        say('They go into the bin', 'Ze gaan in de prullenbak'),
      ],
    },
  ],
};
