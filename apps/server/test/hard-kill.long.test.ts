import { describeHardKills } from './hard-kill.ts';

describeHardKills({ firstStart: 10, saves: 8, imports: 8 });
