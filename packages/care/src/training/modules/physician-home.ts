import { say, type TrainingModule } from '../module.ts';
import { consensus2018, fda2023, ours, review2014, spravatoRems } from '../sources.ts';

export const physicianHome: TrainingModule = {
  id: 'physician-home',
  version: 1,
  title: say('Home treatment, for physicians', 'Thuisbehandeling, voor artsen'),
  points: [
    {
      id: 'status',
      source: fda2023,
      status: 'guideline',
      text: say(
        'Compounded ketamine at home is approved for no indication by the FDA. Its alert of October 2023 names missing monitoring, sedation, dissociation, respiratory depression, blood pressure, psychiatric events, misuse and bladder symptoms.',
        'Door de apotheek bereide ketamine voor thuis is door de FDA voor geen enkele indicatie goedgekeurd. De waarschuwing van oktober 2023 noemt ontbrekende bewaking, sedatie, dissociatie, ademdepressie, bloeddruk, psychiatrische voorvallen, misbruik en blaasklachten.',
      ),
    },
    {
      id: 'first',
      source: spravatoRems,
      status: 'guideline',
      text: say(
        'The first dose is given and watched in the clinic, as every dose of esketamine is under its REMS. A patient who was not steady there gets nothing to take home.',
        'De eerste dosis wordt in de kliniek gegeven en bewaakt, zoals elke dosis esketamine onder de REMS. Wie daar niet stabiel was, krijgt niets mee naar huis.',
      ),
    },
    {
      id: 'opioids',
      source: review2014,
      status: 'guideline',
      text: say(
        'Search every list for opioids, benzodiazepines, gabapentinoids and alcohol before each prescription. They add to sedation and respiratory depression.',
        'Zoek voor elk recept in alle lijsten naar opioïden, benzodiazepinen, gabapentinoïden en alcohol. Zij versterken sedatie en ademdepressie.',
      ),
    },
    {
      id: 'organs',
      source: consensus2018,
      status: 'guideline',
      text: say(
        'Long or repeated treatment asks for liver enzymes before and during it, and for questions about the bladder at every contact.',
        'Lange of herhaalde behandeling vraagt om leverenzymen vooraf en tijdens, en om vragen naar de blaas bij elk contact.',
      ),
    },
    {
      id: 'signal',
      source: ours,
      status: 'ours',
      text: say(
        'A misuse score is a reason for a conversation and never a verdict. The first action is to ask the patient.',
        'Een misbruikscore is een reden voor een gesprek en nooit een oordeel. De eerste stap is het de patiënt vragen.',
      ),
    },
    {
      id: 'strand',
      source: ours,
      status: 'ours',
      text: say(
        'Stopping has a plan: taper or step down, other treatment of pain, contacts. Nobody is left without care.',
        'Stoppen heeft een plan: afbouwen of een stap terug, andere pijnbehandeling, contacten. Niemand blijft zonder zorg.',
      ),
    },
  ],
  questions: [
    {
      id: 'approved',
      about: 'status',
      text: say(
        'For which indication has the FDA approved compounded ketamine at home?',
        'Voor welke indicatie heeft de FDA bereide ketamine voor thuis goedgekeurd?',
      ),
      right: say('For none', 'Voor geen enkele'),
      wrong: [say('For neuropathic pain', 'Voor neuropathische pijn'), say('For CRPS', 'Voor CRPS')],
    },
    {
      id: 'where',
      about: 'first',
      text: say('Where is the first dose taken?', 'Waar wordt de eerste dosis genomen?'),
      right: say('In the clinic, watched', 'In de kliniek, onder bewaking'),
      wrong: [
        say('At home with a sitter', 'Thuis met iemand erbij'),
        say('At home by video', 'Thuis via video'),
      ],
    },
    {
      id: 'adds',
      about: 'opioids',
      text: say('What adds to respiratory depression?', 'Wat versterkt ademdepressie?'),
      right: say('Opioids and benzodiazepines', 'Opioïden en benzodiazepinen'),
      wrong: [say('Paracetamol', 'Paracetamol'), say('Vitamin D', 'Vitamine D')],
    },
    {
      id: 'alt',
      about: 'organs',
      text: say(
        'When are liver enzymes measured in long treatment?',
        'Wanneer worden leverenzymen bepaald bij lange behandeling?',
      ),
      right: say('Before and during it', 'Vooraf en tijdens'),
      wrong: [
        say('Only with jaundice', 'Alleen bij geelzucht'),
        say('Once after a year', 'Eenmaal na een jaar'),
      ],
    },
    {
      id: 'score',
      about: 'signal',
      text: say('The misuse score goes up. What comes first?', 'De misbruikscore stijgt. Wat komt eerst?'),
      right: say('A conversation with the patient', 'Een gesprek met de patiënt'),
      wrong: [
        say('Ending the treatment', 'De behandeling beëindigen'),
        say('A report to the police', 'Aangifte bij de politie'),
      ],
    },
  ],
};
