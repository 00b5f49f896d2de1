import type { TrainingModuleId } from '@ketame/care';

/** Strokes on a field of 48 by 48: one plain picture for each module. */
const strokes: Readonly<Record<TrainingModuleId, string>> = {
  'what-it-does': 'M8 24h8l4-12 8 24 4-12h8',
  'never-combine': 'M16 8h16l-3 16h-10zM24 24v14M17 40h14M6 6l36 36',
  driving: 'M8 30l4-12h24l4 12v8H8zM14 38a4 4 0 1 0 .1 0M34 38a4 4 0 1 0 .1 0M6 6l36 36',
  'storage-and-children': 'M12 22h24v18H12zM17 22v-6a7 7 0 0 1 14 0v6M24 29v5',
  contraception: 'M24 8a9 9 0 1 0 .1 0M24 26v16M17 34h14',
  naloxone: 'M20 14h8v26h-8zM22 14V7h4v7M32 10l6-4M32 14h8M20 24h8',
  'bladder-and-liver': 'M24 8c10 12 13 17 13 22a13 13 0 0 1-26 0c0-5 3-10 13-22z',
  misuse: 'M9 24h30M30 15l9 9-9 9M9 12v24',
  'whom-to-call': 'M14 8l6 8-4 5c2 5 6 9 11 11l5-4 8 6-4 6C22 42 8 28 8 14z',
  'being-the-sitter': 'M16 10a5 5 0 1 0 .1 0M8 40V28h16v12M34 14a4 4 0 1 0 .1 0M28 40V28h12v12',
  'physician-home': 'M12 8v10a8 8 0 0 0 16 0V8M20 26v6a8 8 0 0 0 16 0v-6M36 18a4 4 0 1 0 .1 0',
  'nurse-home': 'M14 10h20v32H14zM19 10V6h10v4M19 22l4 4 7-8M19 34h10',
  'pharmacist-home': 'M9 22h30M13 22c0 10 4 15 11 15s11-5 11-15M17 42h14M25 22l9-14',
};

/** What a module is about, drawn; the words beside it say the same. */
export function Picture({ module }: { readonly module: TrainingModuleId }) {
  return (
    <svg
      viewBox="0 0 48 48"
      width="72"
      height="72"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={strokes[module]} />
    </svg>
  );
}
