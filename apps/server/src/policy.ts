import type { Role } from '@ketame/contract';

/** Who asks: a person in a role, or a monitor that shows its token. */
export type Asking = Role | 'monitor';

const clinicians: readonly Role[] = ['physician', 'nurse', 'pharmacist'];

/**
 * Who may do what. Every route under /api and /control names one of these actions; a route that names none is refused
 * to everybody. An administrator reads patients, to know whom an erasure concerns, and writes nothing clinical.
 */
export const policy = {
  'server.read': 'anyone',
  'session.read': 'anyone',
  'session.start': 'anyone',
  'session.end': 'anyone',
  'first-administrator.create': 'anyone',
  'password.change': 'signed in',
  'factor.manage': 'signed in',
  'clinic.manage': ['administrator'],
  'account.manage': ['administrator'],
  'monitor.manage': ['administrator'],
  'patient.read': [...clinicians, 'administrator'],
  'patient.write': ['physician'],
  'patient.import': ['physician'],
  'patient.restrict': ['physician', 'administrator'],
  'break-glass.open': ['nurse', 'pharmacist'],
  'break-glass.review': ['administrator'],
  'patient.erase': ['administrator'],
  'plan.read': [...clinicians, 'administrator'],
  'plan.write': ['physician'],
  'selection.read': [...clinicians, 'administrator'],
  'selection.write': ['physician', 'nurse'],
  'selection.decide': ['physician'],
  'protocol.read': [...clinicians, 'administrator'],
  'protocol.write': ['physician'],
  'jurisdiction.write': ['administrator'],
  'infusion.read': [...clinicians, 'administrator'],
  'infusion.plan': ['physician'],
  'infusion.write': ['physician', 'nurse'],
  'vitals.write': ['physician', 'nurse', 'monitor'],
  'vitals.send': ['monitor'],
  'benefit-risk.read': [...clinicians, 'administrator'],
  'benefit-risk.write': ['physician', 'nurse'],
  'course.decide': ['physician'],
  'outcomes.read': [...clinicians, 'administrator'],
  'alert-limits.confirm': ['physician'],
  'follow-up.read': [...clinicians, 'administrator'],
  'follow-up.write': ['physician', 'nurse'],
  'register.read': [...clinicians, 'administrator'],
  'register.open': ['pharmacist'],
  'register-profile.write': ['administrator'],
  // A route that takes entries of several kinds asks for these, each for its own.
  'register.write': clinicians,
  'register.stock': ['pharmacist'],
  'register.dispense': ['pharmacist', 'physician'],
  'register.administer': clinicians,
  'register.count': ['pharmacist', 'nurse'],
  'prescription.write': ['physician'],
  'home-programme.write': ['physician'],
  'home.read': [...clinicians, 'administrator'],
  'home.write': ['physician', 'nurse'],
  // What belongs to the patient whose account it is; row level security holds it to that.
  'home.own': ['patient'],
  'training.learn': [...clinicians, 'administrator', 'patient'],
  'training.take': [...clinicians, 'patient'],
  'training.read': [...clinicians, 'administrator'],
  'training.write': clinicians,
  'laboratory.read': [...clinicians, 'administrator'],
  'laboratory.write': ['administrator'],
  'audit.read': ['administrator'],
  'control.use': 'control token',
  'control.clinics': 'control token',
} as const satisfies Record<string, Who>;

type Who = 'anyone' | 'signed in' | 'control token' | readonly Asking[];

export type Action = keyof typeof policy;

/** Whether somebody with this role (null: not signed in) may do it. */
export function allows(action: Action, asking: Asking | null): boolean {
  const who: Who = policy[action];
  if (who === 'anyone') return true;
  if (asking === null || who === 'control token') return false;
  return who === 'signed in' ? asking !== 'monitor' : who.includes(asking);
}
