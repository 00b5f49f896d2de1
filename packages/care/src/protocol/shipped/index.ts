import type { Protocol } from '../protocol.ts';
import { fiveHours7Days } from './five-hours-7-days.ts';
import { inpatient100h } from './inpatient-100-h.ts';
import { outpatient10Days } from './outpatient-10-days.ts';
import { singleSession } from './single-session.ts';

/** The protocols that come ready, longest exposure first. */
export const shippedProtocols: readonly Protocol[] = [
  inpatient100h,
  outpatient10Days,
  fiveHours7Days,
  singleSession,
];
