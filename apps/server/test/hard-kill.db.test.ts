import { describeHardKills } from './hard-kill.ts';

/** One kill or two of each kind; hard-kill.long.test.ts has more. */
describeHardKills({ firstStart: 2, saves: 1, imports: 1 });
