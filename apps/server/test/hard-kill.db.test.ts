import { describeHardKills } from './hard-kill.ts';

/** A few kills of each kind; hard-kill.long.test.ts has more. */
describeHardKills({ firstStart: 2, saves: 2, imports: 2 });
