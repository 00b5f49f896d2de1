import { ours } from '../bearing/sources.ts';
import type { EntryKind } from '../dispensing/movements.ts';

/** Whether a rule is law that was read, law as it is reported and still to be checked, or ours where none was found. */
export type RuleOrigin = 'law' | 'law, to be checked' | 'ours';

/** One rule of a country with where it is from. */
export interface Ruled<T> {
  readonly value: T;
  readonly source: string;
  readonly status: RuleOrigin;
}

/** How far a prescription reaches. */
export interface PrescriptionLimit {
  /** Supplies after the first. */
  readonly refills: number;
  /** Last day of use after the day from which it is valid; either months or days. */
  readonly validFor: { readonly months: number } | { readonly days: number };
}

/** What a country asks of a register of ketamine, as data. It is no legal advice: a clinic checks its profile. */
export interface RegisterProfile {
  readonly id: RegisterProfileId;
  readonly title: string;
  /** How ketamine is scheduled. */
  readonly schedule: Ruled<string>;
  /** Whether a running register is a duty. Ketame keeps one in any case. */
  readonly registerDuty: Ruled<boolean>;
  /** The kinds of entry that two different people sign. */
  readonly twoPeople: Ruled<readonly EntryKind[]>;
  /** Years after the last entry. */
  readonly retentionYears: Ruled<number>;
  readonly prescription: Ruled<PrescriptionLimit>;
  /** How many days before the end of a supply a refill is not early. */
  readonly earlyDays: Ruled<number>;
  /** Within how many hours a count that differs must be explained. */
  readonly discrepancyHours: Ruled<number>;
}

export const registerProfileIds = [
  'united-states',
  'united-kingdom',
  'netherlands',
  'new-zealand',
  'elsewhere',
] as const;
export type RegisterProfileId = (typeof registerProfileIds)[number];

const own = <T>(value: T): Ruled<T> => ({ value, source: ours, status: 'ours' });
const law = <T>(value: T, source: string): Ruled<T> => ({ value, source, status: 'law' });
const reported = <T>(value: T, source: string): Ruled<T> => ({ value, source, status: 'law, to be checked' });

/** What Ketame asks where no law that was found asks for more. */
const common = {
  twoPeople: own<readonly EntryKind[]>(['destruction', 'adjustment', 'correction']),
  retentionYears: own(2),
  prescription: own<PrescriptionLimit>({ refills: 5, validFor: { months: 6 } }),
  earlyDays: own(2),
  discrepancyHours: own(24),
};

export const registerProfiles: readonly RegisterProfile[] = [
  {
    ...common,
    id: 'united-states',
    title: 'United States',
    schedule: reported('Schedule III', '21 CFR 1308.13'),
    registerDuty: law(false, '21 CFR 1304.21-22: records of receipt and dispensing, no perpetual inventory'),
    twoPeople: {
      ...common.twoPeople,
      source: `21 CFR 1317.95(d) for destruction; ${ours} for the others`,
    },
    retentionYears: law(2, '21 CFR 1304.04'),
    prescription: reported({ refills: 5, validFor: { months: 6 } }, '21 CFR 1306.22'),
    discrepancyHours: reported(24, '21 CFR 1301.76(b): theft or significant loss within one business day'),
  },
  {
    ...common,
    id: 'united-kingdom',
    title: 'United Kingdom',
    schedule: reported('Schedule 2 since 30 November 2015, class B', 'Home Office, rescheduling of ketamine'),
    registerDuty: law(true, 'Misuse of Drugs Regulations 2001, regulation 19'),
    twoPeople: {
      ...common.twoPeople,
      source: `Misuse of Drugs Regulations 2001, regulation 27, for destruction; ${ours} for the others`,
    },
    retentionYears: reported(2, 'Misuse of Drugs Regulations 2001, regulation 23'),
    prescription: reported(
      { refills: 0, validFor: { days: 27 } },
      'Misuse of Drugs Regulations 2001, regulation 16: 28 days, the first included; Schedule 2 is not repeated',
    ),
  },
  {
    ...common,
    id: 'netherlands',
    title: 'Netherlands',
    schedule: reported('Not a drug of the Opium Act', 'Opiumwet, lists I and II'),
    registerDuty: reported(false, 'Opiumwet, lists I and II'),
  },
  {
    ...common,
    id: 'new-zealand',
    title: 'New Zealand',
    schedule: reported('Class C4', 'Misuse of Drugs Act 1975, schedule 3'),
    registerDuty: reported(false, 'Misuse of Drugs Act 1975, schedule 3'),
  },
  {
    ...common,
    id: 'elsewhere',
    title: 'Elsewhere: the rules that are ours',
    schedule: own('Not known'),
    registerDuty: own(true),
  },
];

/** @throws Error for an id that is none of `registerProfileIds`, which the type excludes */
export function registerProfile(id: RegisterProfileId): RegisterProfile {
  const found = registerProfiles.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no register profile "${id}".`);
  return found;
}
