import type { BenefitRisk } from '@ketame/contract';
import { valueTree } from '@ketame/evidence';
import { Button } from '@mantine/core';
import { useState } from 'react';
import form from '../parts/form.module.css';
import { instantText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { Section } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { useAllowed, useSession } from '../session.ts';
import { GoalsForm } from './GoalsForm.tsx';
import { goalWriters } from './roles.ts';

interface GoalsProps {
  readonly benefitRisk: BenefitRisk;
  /** Of the patient. */
  readonly name: string;
}

/** What the patient calls benefit and harm, and the points of the swing weighting. */
export function Goals({ benefitRisk, name }: GoalsProps) {
  const { goals: saved, patientId } = benefitRisk;
  const mayWrite = useAllowed(goalWriters);
  const timeZone = useSession().data?.clinic.timeZone;
  const [isOpen, setIsOpen] = useState(false);
  const isAsking = mayWrite && (isOpen || saved === null);
  return (
    <Section
      title="What the patient calls benefit and harm"
      note={saved === null ? 'nobody has asked yet' : `version ${saved.version}`}
      actions={
        mayWrite &&
        saved !== null && (
          <div className={form.buttons}>
            <Button size="xs" variant="default" onClick={() => setIsOpen(!isOpen)}>
              {isOpen ? 'Leave as it is' : 'Change'}
            </Button>
            <LinkButton
              size="xs"
              to="/evidence/benefit-risk"
              state={{ patientToWeigh: { patientId, name, version: saved.version, goals: saved.goals } }}
            >
              Weigh options with this patient
            </LinkButton>
          </div>
        )
      }
    >
      {saved === null && (
        <p>
          Without it there is no index: benefit and harm are what the patient says they are.
          {!mayWrite && ' A physician or a nurse puts it down.'}
        </p>
      )}
      {saved !== null && (
        <>
          <p>
            Benefit: pain lower by <strong>{saved.goals.threshold}</strong> than {saved.goals.baselinePain} of
            10 before treatment. Harm of a session:{' '}
            {saved.goals.harmsThatCount.length === 0 ? 'none counts' : saved.goals.harmsThatCount.join(', ')}.
            One week with harm weighs as <strong>{saved.goals.harmWeight}</strong> with benefit.
          </p>
          <p>{swingText(saved.goals.swing)}</p>
          <p className={table.soft}>
            Put down by {saved.savedBy}, {instantText(saved.savedAt, timeZone)}.
          </p>
        </>
      )}
      {isAsking && <GoalsForm benefitRisk={benefitRisk} onSaved={() => setIsOpen(false)} />}
    </Section>
  );
}

function swingText(swing: NonNullable<BenefitRisk['goals']>['goals']['swing']): string {
  if (swing === null) return 'Swing weighting: not done with this patient yet.';
  const names = Object.entries(swing.points)
    .sort(([, one], [, other]) => other - one)
    .map(([id, points]) => `${valueTree.find((one) => one.id === id)?.name ?? id} ${points}`);
  return `Swing weighting, points: ${names.join(', ')}${swing.counts === 'order' ? ' (only their order counts)' : ''}.`;
}
