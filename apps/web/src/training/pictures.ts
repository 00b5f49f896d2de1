import type { InEachLanguage, TrainingModuleId } from '@ketame/care';

/** One plain picture of a module. */
interface ModulePicture {
  /** Strokes on a field of 48 by 48, as the `d` of an SVG path. */
  readonly strokes: string;
  /** What it shows, for who does not see it. */
  readonly shows: InEachLanguage;
}

export const modulePictures: Readonly<Record<TrainingModuleId, ModulePicture>> = {
  'what-it-does': {
    strokes: 'M8 24h8l4-12 8 24 4-12h8',
    shows: {
      en: 'A line that goes up and down like a heartbeat',
      nl: 'Een lijn die op en neer gaat als een hartslag',
    },
  },
  'never-combine': {
    strokes: 'M16 8h16l-3 16h-10zM24 24v14M17 40h14M6 6l36 36',
    shows: { en: 'A glass of alcohol, struck through', nl: 'Een glas alcohol met een streep erdoor' },
  },
  driving: {
    strokes: 'M8 30l4-12h24l4 12v8H8zM14 38a4 4 0 1 0 .1 0M34 38a4 4 0 1 0 .1 0M6 6l36 36',
    shows: { en: 'A car, struck through', nl: 'Een auto met een streep erdoor' },
  },
  'storage-and-children': {
    strokes: 'M12 22h24v18H12zM17 22v-6a7 7 0 0 1 14 0v6M24 29v5',
    shows: { en: 'A closed lock', nl: 'Een dicht slot' },
  },
  contraception: {
    strokes: 'M24 8a9 9 0 1 0 .1 0M24 26v16M17 34h14',
    shows: { en: 'The sign for a woman', nl: 'Het teken voor een vrouw' },
  },
  naloxone: {
    strokes: 'M20 14h8v26h-8zM22 14V7h4v7M32 10l6-4M32 14h8M20 24h8',
    shows: { en: 'A nose spray', nl: 'Een neusspray' },
  },
  'bladder-and-liver': {
    strokes: 'M24 8c10 12 13 17 13 22a13 13 0 0 1-26 0c0-5 3-10 13-22z',
    shows: { en: 'A drop of urine', nl: 'Een druppel urine' },
  },
  misuse: {
    strokes: 'M9 24h30M30 15l9 9-9 9M9 12v24',
    shows: { en: 'An arrow that leads further and further', nl: 'Een pijl die steeds verder gaat' },
  },
  'whom-to-call': {
    strokes: 'M14 8l6 8-4 5c2 5 6 9 11 11l5-4 8 6-4 6C22 42 8 28 8 14z',
    shows: { en: 'A telephone', nl: 'Een telefoon' },
  },
  'being-the-sitter': {
    strokes: 'M16 10a5 5 0 1 0 .1 0M8 40V28h16v12M34 14a4 4 0 1 0 .1 0M28 40V28h12v12',
    shows: { en: 'Two people beside each other', nl: 'Twee mensen naast elkaar' },
  },
  'physician-home': {
    strokes: 'M12 8v10a8 8 0 0 0 16 0V8M20 26v6a8 8 0 0 0 16 0v-6M36 18a4 4 0 1 0 .1 0',
    shows: { en: 'A stethoscope', nl: 'Een stethoscoop' },
  },
  'nurse-home': {
    strokes: 'M14 10h20v32H14zM19 10V6h10v4M19 22l4 4 7-8M19 34h10',
    shows: { en: 'A list with a tick', nl: 'Een lijst met een vinkje' },
  },
  'pharmacist-home': {
    strokes: 'M9 22h30M13 22c0 10 4 15 11 15s11-5 11-15M17 42h14M25 22l9-14',
    shows: { en: 'A mortar with a pestle', nl: 'Een vijzel met een stamper' },
  },
};
