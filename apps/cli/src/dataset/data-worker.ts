import { parentPort, workerData } from 'node:worker_threads';
import { serveTasks } from '@ketame/pharmacometrics';
import { type Common, createTask } from './task.ts';

if (parentPort === null) throw new Error('This file is started as a worker.');
serveTasks(parentPort, createTask(workerData as Common));
