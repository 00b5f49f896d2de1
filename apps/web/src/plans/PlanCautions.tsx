import type { PlanContent } from '@ketame/contract';
import { patientInteractions, regimenNotes } from '@ketame/ketamine';
import { Section } from '../parts/Page.tsx';
import { letterOf } from '../studio/state/words.ts';
import classes from './PlanSheet.module.css';

/**
 * What bears on the regimens of a plan: routes, other drugs and the genotype, each once with the letters of the
 * regimens on which it bears; nothing where nothing does.
 */
export function PlanCautions({ state }: { readonly state: PlanContent['state'] }) {
  const found = new Map<string, { readonly letters: string[]; readonly source: string }>();
  for (const [index, regimen] of state.regimens.entries()) {
    const letter = letterOf(index);
    for (const { message, source } of [
      ...regimenNotes(regimen),
      ...patientInteractions(state.patient, regimen),
    ]) {
      const before = found.get(message);
      if (before === undefined) found.set(message, { letters: [letter], source });
      else if (!before.letters.includes(letter)) before.letters.push(letter);
    }
  }
  if (found.size === 0) return null;
  return (
    <Section title="Routes, other drugs, genotype">
      <ul className={classes.limits}>
        {[...found].map(([message, { letters, source }]) => (
          <li key={message}>
            {letters.join(', ')}: {message} <small>{source}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
