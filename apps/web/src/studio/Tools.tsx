import type { Patient, Regimen } from '@ketame/ketamine';
import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { FitOnPage } from './fit/use-fit.ts';
import classes from './studio.module.css';
import type { BandState } from './target/use-band.ts';
import type { TargetState } from './target/use-target.ts';

const TargetCard = lazy(() => import('./target/TargetCard.tsx'));
const FitCard = lazy(() => import('./fit/FitCard.tsx'));
const SearchCard = lazy(() => import('./search/SearchCard.tsx'));

interface ToolsProps {
  readonly regimen: Regimen;
  readonly patient: Patient;
  readonly target: TargetState;
  readonly band: BandState;
  readonly fit: FitOnPage;
  readonly onDraw: (regimen: Regimen) => void;
}

type Tool = 'target' | 'search' | 'fit';

/** Beside drawing: a target to be kept, a search, and what measurements say. Loaded when first opened. */
export function Tools({ regimen, patient, target, band, fit, onDraw }: ToolsProps) {
  const [open, setOpen] = useState<Tool | null>(null);
  const toggle = (tool: Tool, words: string) => (
    <Button
      size="xs"
      variant={open === tool ? 'light' : 'default'}
      aria-expanded={open === tool}
      onClick={() => setOpen(open === tool ? null : tool)}
    >
      {words}
    </Button>
  );
  // What was learnt of a patient holds for every regimen.
  const known = fit.question?.patient === patient && fit.answer?.problem === null ? fit.answer : null;
  const people = known?.people ?? null;
  const isArterial = known?.sites.some(({ site, failure }) => site === 'arterial' && failure === null);
  const arterial = isArterial ? people : null;
  return (
    <>
      <div className={classes.actions}>
        {toggle('target', 'Aim at a target')}
        {toggle('search', 'Search regimens')}
        {toggle('fit', 'Learn from the patient')}
      </div>
      <Suspense>
        {open === 'target' && <TargetCard regimen={regimen} target={target} band={band} people={arterial} />}
        {open === 'fit' && <FitCard patient={patient} regimen={regimen} fit={fit} />}
        {open === 'search' && (
          <SearchCard patient={patient} regimen={regimen} people={people} onDraw={onDraw} />
        )}
      </Suspense>
    </>
  );
}
