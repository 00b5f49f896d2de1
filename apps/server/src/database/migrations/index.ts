import { sql as clinic } from './0001-clinic.ts';
import { sql as access } from './0002-access.ts';
import { sql as selection } from './0003-selection.ts';
import { sql as infusion } from './0004-infusion.ts';
import { sql as followUp } from './0005-follow-up.ts';
import { sql as benefitRisk } from './0006-benefit-risk.ts';
import { sql as register } from './0007-register.ts';
import { sql as home } from './0008-home.ts';
import { sql as training } from './0009-training.ts';
import { sql as programmeDrug } from './0010-programme-drug.ts';
import { sql as monitor } from './0011-monitor.ts';
import { sql as monitorPlace } from './0012-monitor-place.ts';

/** In the order in which they are applied. One that has been released is never edited: its checksum is in the databases. */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: '0001-clinic', sql: clinic },
  { name: '0002-access', sql: access },
  { name: '0003-selection', sql: selection },
  { name: '0004-infusion', sql: infusion },
  { name: '0005-follow-up', sql: followUp },
  { name: '0006-benefit-risk', sql: benefitRisk },
  { name: '0007-register', sql: register },
  { name: '0008-home', sql: home },
  { name: '0009-training', sql: training },
  { name: '0010-programme-drug', sql: programmeDrug },
  { name: '0011-monitor', sql: monitor },
  { name: '0012-monitor-place', sql: monitorPlace },
];
