import type { PlanContent } from '@ketame/contract';
import { Section } from '../parts/Page.tsx';
import classes from './PlanSheet.module.css';

interface PlanLimitsProps {
  readonly models: PlanContent['models'];
  /** Version that saved the plan; null where nothing is saved. */
  readonly ketameVersion: string | null;
}

/** What a reader of a predicted course must know, on the screen and on paper. */
export function PlanLimits({ models, ketameVersion }: PlanLimitsProps) {
  return (
    <Section title="Limits">
      <ul className={classes.limits}>
        <li>
          Advice to clinicians. Ketame is not a certified medical device; the treating physician decides and
          doses by the patient’s response.
        </li>
        <li>
          The curves are those of a typical person of the models’ populations, mostly young healthy
          volunteers; a patient can differ from them two-fold and more.
        </li>
        <li>
          Concentrations are arterial (Simons 2022); in venous blood they are lower, after a short infusion by
          about half.
        </li>
        <li>
          The slow relief was fitted to 100 h of S-ketamine in CRPS type 1 (Dahan 2011). For any other drug,
          length or disease it is an extrapolation and drawn dashed. Days of relief hold for a responder; the
          chance to respond stands beside placebo’s and is not multiplied in.
        </li>
        <li>
          Later evidence is less hopeful: the Cochrane review of 2025 found no clear benefit at any time after
          infusion, and more adverse events.
        </li>
      </ul>
      <p className={classes.models}>
        Computed with{' '}
        {Object.entries(models)
          .map(([name, version]) => `${name} ${version}`)
          .join(', ')}
        {ketameVersion === null ? '.' : `; saved by Ketame ${ketameVersion}.`}
      </p>
    </Section>
  );
}
