import { trialAnswer } from '@ketame/evidence';
import { type Endpoint, serveTasks } from '@ketame/pharmacometrics';

serveTasks(globalThis as unknown as Endpoint, trialAnswer);
