import { parentPort } from 'node:worker_threads';
import { serveTasks } from '@ketame/pharmacometrics';
import { trialAnswer } from '../../src/index.ts';

if (parentPort === null) throw new Error('This file is started as a worker.');
serveTasks(parentPort, trialAnswer);
