import { parentPort } from 'node:worker_threads';
import { trialAnswer } from '@ketame/evidence';
import { serveTasks } from '@ketame/pharmacometrics';

if (parentPort === null) throw new Error('This file is started as a worker.');
serveTasks(parentPort, trialAnswer);
