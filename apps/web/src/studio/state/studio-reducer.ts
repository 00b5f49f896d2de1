import { type StudioState, studioStateSchema } from '@ketame/contract';
import type { Patient, Regimen, RegimenStep } from '@ketame/ketamine';
import { type History, recordStep, redo, startHistory, undo } from './history.ts';
import { withoutStep, withStep } from './regimen-edits.ts';

/** At most this many regimens stand side by side. */
export const REGIMENS_MAX = 4;

export type StudioAction =
  | { readonly type: 'patient'; readonly patient: Patient }
  | { readonly type: 'select'; readonly index: number }
  | {
      readonly type: 'change';
      readonly index: number;
      readonly regimen: Regimen;
      /** Changes of one gesture are one step of undo. */
      readonly gesture?: string;
    }
  | { readonly type: 'step'; readonly index: number; readonly at: number; readonly step: RegimenStep }
  | { readonly type: 'remove step'; readonly index: number; readonly at: number }
  | { readonly type: 'add'; readonly regimen: Regimen }
  | { readonly type: 'duplicate'; readonly index: number }
  | { readonly type: 'remove'; readonly index: number }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' };

/** What the page holds: always a valid state, and the last change that was refused. */
export interface Studio {
  readonly history: History<StudioState>;
  /** Why the last change was not made, for the person; null when it was. */
  readonly refused: string | null;
}

export const startStudio = (state: StudioState): Studio => ({ history: startHistory(state), refused: null });

/** Applies one action. A change that would make the state invalid is not made, and `refused` says why. */
export function studioReducer(studio: Studio, action: StudioAction): Studio {
  if (action.type === 'undo') return { history: undo(studio.history), refused: null };
  if (action.type === 'redo') return { history: redo(studio.history), refused: null };
  const current = studio.history.present;
  const wanted = changed(current, action);
  if (wanted === current) return studio.refused === null ? studio : { ...studio, refused: null };
  const checked = studioStateSchema.safeParse(wanted);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return { ...studio, refused: `Not changed: ${issue?.path.join('.')}: ${issue?.message}.` };
  }
  if (wanted.selected >= wanted.regimens.length) {
    return { ...studio, refused: 'Not changed: there is no such regimen.' };
  }
  const gesture = action.type === 'change' ? (action.gesture ?? null) : null;
  // Selecting is not a change of the plan: it is no step of undo.
  if (action.type === 'select') {
    return { history: { ...studio.history, present: wanted }, refused: null };
  }
  return { history: recordStep(studio.history, wanted, gesture), refused: null };
}

function changed(state: StudioState, action: Exclude<StudioAction, { type: 'undo' | 'redo' }>): StudioState {
  const { regimens } = state;
  switch (action.type) {
    case 'patient':
      return { ...state, patient: action.patient };
    case 'select':
      return action.index === state.selected ? state : { ...state, selected: action.index };
    case 'change':
      return withRegimen(state, action.index, () => action.regimen);
    case 'step':
      return withRegimen(state, action.index, (regimen) => withStep(regimen, action.at, action.step));
    case 'remove step':
      return withRegimen(state, action.index, (regimen) => withoutStep(regimen, action.at));
    case 'add':
      return { ...state, regimens: [...regimens, action.regimen], selected: regimens.length };
    case 'duplicate': {
      const copied = regimens[action.index];
      if (copied === undefined) return state;
      return { ...state, regimens: [...regimens, copied], selected: regimens.length };
    }
    case 'remove': {
      const kept = regimens.toSpliced(action.index, 1);
      const selected = state.selected > action.index ? state.selected - 1 : state.selected;
      return { ...state, regimens: kept, selected: Math.max(0, Math.min(selected, kept.length - 1)) };
    }
  }
}

function withRegimen(state: StudioState, index: number, change: (regimen: Regimen) => Regimen): StudioState {
  const before = state.regimens[index];
  if (before === undefined) return state;
  const after = change(before);
  return after === before ? state : { ...state, regimens: state.regimens.with(index, after) };
}
