import type { TrainingModuleId } from '../../home/programme.ts';
import type { TrainingModule } from '../module.ts';
import { beingTheSitter } from './being-the-sitter.ts';
import { bladderAndLiver } from './bladder-and-liver.ts';
import { contraception } from './contraception.ts';
import { driving } from './driving.ts';
import { misuse } from './misuse.ts';
import { naloxone } from './naloxone.ts';
import { neverCombine } from './never-combine.ts';
import { nurseHome } from './nurse-home.ts';
import { pharmacistHome } from './pharmacist-home.ts';
import { physicianHome } from './physician-home.ts';
import { storageAndChildren } from './storage-and-children.ts';
import { whatItDoes } from './what-it-does.ts';
import { whomToCall } from './whom-to-call.ts';

const modules: Readonly<Record<TrainingModuleId, TrainingModule>> = {
  'what-it-does': whatItDoes,
  'never-combine': neverCombine,
  driving,
  'storage-and-children': storageAndChildren,
  contraception,
  naloxone,
  'bladder-and-liver': bladderAndLiver,
  misuse,
  'whom-to-call': whomToCall,
  'being-the-sitter': beingTheSitter,
  'physician-home': physicianHome,
  'nurse-home': nurseHome,
  'pharmacist-home': pharmacistHome,
};

/** All modules, those for patients first. */
export const trainingModules: readonly TrainingModule[] = Object.values(modules);

export const trainingModuleOf = (id: TrainingModuleId): TrainingModule => modules[id];
