import type { Role } from '@ketame/contract';

/** What each role may do, in words. */
export const roleWords: Readonly<Record<Role, string>> = {
  physician: 'patients, imports, plans, and every decision of treatment',
  nurse: 'selection, sessions, follow-up, patients at home; reads plans',
  pharmacist: 'the register of controlled drugs; reads patients and plans',
  researcher: 'the studio and the evidence; sees no patient',
  administrator: 'accounts, audit, laboratory, erasure; writes nothing clinical',
  patient: 'the plan for home, diary and training, on the phone',
};
