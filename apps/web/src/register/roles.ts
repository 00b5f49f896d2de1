import type { NewRegisterEntry, Role } from '@ketame/contract';

/** Who opens books; the server decides again at every request. */
export const bookOpeners: readonly Role[] = ['pharmacist'];

type Enterable = Exclude<NewRegisterEntry['kind'], 'administration' | 'transfer out' | 'adjustment'>;

/** What is entered on the page of a book, and by whom. */
export const enterable: readonly {
  readonly kind: Enterable;
  readonly label: string;
  readonly roles: readonly Role[];
}[] = [
  { kind: 'receipt', label: 'Receive', roles: ['pharmacist'] },
  { kind: 'preparation', label: 'Prepare packs', roles: ['pharmacist'] },
  { kind: 'dispensing', label: 'Supply', roles: ['pharmacist', 'physician'] },
  { kind: 'return', label: 'Take back', roles: ['pharmacist', 'nurse'] },
  { kind: 'destruction', label: 'Destroy', roles: ['pharmacist'] },
  { kind: 'correction', label: 'Correct', roles: ['pharmacist'] },
  { kind: 'check', label: 'Count', roles: ['pharmacist', 'nurse'] },
];
export type EnterableKind = Enterable;
