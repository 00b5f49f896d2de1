import type { Patient, Regimen } from '@ketame/ketamine';
import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import classes from './studio.module.css';
import type { TargetState } from './target/use-target.ts';

const TargetCard = lazy(() => import('./target/TargetCard.tsx'));
const SearchCard = lazy(() => import('./search/SearchCard.tsx'));

interface ToolsProps {
  readonly regimen: Regimen;
  readonly patient: Patient;
  readonly target: TargetState;
  readonly onDraw: (regimen: Regimen) => void;
}

/** Ways to a regimen other than drawing it: a target to be kept, and a search. Loaded when first opened. */
export function Tools({ regimen, patient, target, onDraw }: ToolsProps) {
  const [open, setOpen] = useState<'target' | 'search' | null>(null);
  const toggle = (tool: 'target' | 'search', words: string) => (
    <Button
      size="xs"
      variant={open === tool ? 'light' : 'default'}
      aria-expanded={open === tool}
      onClick={() => setOpen(open === tool ? null : tool)}
    >
      {words}
    </Button>
  );
  return (
    <>
      <div className={classes.actions}>
        {toggle('target', 'Aim at a target')}
        {toggle('search', 'Search regimens')}
      </div>
      <Suspense>
        {open === 'target' && <TargetCard regimen={regimen} target={target} />}
        {open === 'search' && <SearchCard patient={patient} regimen={regimen} onDraw={onDraw} />}
      </Suspense>
    </>
  );
}
