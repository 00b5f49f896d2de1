import type { NewRegisterEntry, Role } from '@ketame/contract';

/** Who opens books; the server decides again at every request. */
export const bookOpeners: readonly Role[] = ['pharmacist'];
export const prescribers: readonly Role[] = ['physician'];
export const discrepancyClosers: readonly Role[] = ['pharmacist', 'physician', 'nurse'];

/** What is entered on the page of a book, and by whom. */
export const enterable: readonly {
  readonly kind: NewRegisterEntry['kind'];
  readonly label: string;
  readonly roles: readonly Role[];
}[] = [
  { kind: 'receipt', label: 'Receive', roles: ['pharmacist'] },
  { kind: 'preparation', label: 'Prepare packs', roles: ['pharmacist'] },
  { kind: 'dispensing', label: 'Supply', roles: ['pharmacist', 'physician'] },
  { kind: 'administration', label: 'Give on the site', roles: ['pharmacist', 'physician', 'nurse'] },
  { kind: 'return', label: 'Take back', roles: ['pharmacist', 'nurse'] },
  { kind: 'destruction', label: 'Destroy', roles: ['pharmacist'] },
  { kind: 'transfer out', label: 'Send to another site', roles: ['pharmacist'] },
  { kind: 'adjustment', label: 'Adjust after a count', roles: ['pharmacist'] },
  { kind: 'correction', label: 'Correct', roles: ['pharmacist'] },
  { kind: 'check', label: 'Count', roles: ['pharmacist', 'nurse'] },
];
