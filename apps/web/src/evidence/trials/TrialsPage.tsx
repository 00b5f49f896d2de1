import { publishedDesigns, type TrialDesign } from '@ketame/evidence';
import { Button, NativeSelect, Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ErrorNotice, Notice } from '../../parts/Notice.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { downloadText } from '../download.ts';
import { EvidenceNav } from '../EvidenceNav.tsx';
import classes from '../evidence.module.css';
import { DesignFields } from './DesignFields.tsx';
import { isWhole } from './design-edits.ts';
import { TrialFindings } from './TrialFindings.tsx';
import { useVirtualTrial } from './use-virtual-trial.ts';

const [firstReady] = publishedDesigns;

/** A trial on virtual patients: choose a design, change it, and see what it could have found. */
export function TrialsPage() {
  const [ready, setReady] = useState(firstReady?.id ?? '');
  const published = publishedDesigns.find(({ id }) => id === ready);
  const [design, setDesign] = useState<TrialDesign | undefined>(firstReady?.design);
  const { result, progress, error, simulate, stop } = useVirtualTrial();
  const whole = isWhole(design);

  useEffect(() => {
    if (firstReady) simulate(firstReady.design);
  }, [simulate]);

  const choose = (id: string) => {
    const next = publishedDesigns.find((one) => one.id === id);
    if (!next) return;
    setReady(id);
    setDesign(next.design);
    simulate(next.design);
  };
  const save = (value: unknown, name: string) =>
    downloadText(`${JSON.stringify(value, null, 2)}\n`, name, 'application/json');

  return (
    <>
      <EvidenceNav />
      <Page
        title="Virtual trials"
        lead="What a trial of ketamine could have found, on virtual patients of the engine. Simulated, not data."
      >
        {result !== null && <TrialFindings result={result} />}
        {progress !== null && (
          <div role="status">
            <p>
              Simulating: {progress.done.toLocaleString('en')} of {progress.of.toLocaleString('en')}{' '}
              {progress.doing}.
            </p>
            <Progress
              aria-label="Progress of the simulation"
              value={(100 * progress.done) / progress.of}
              mb="sm"
            />
          </div>
        )}
        {error !== null && <ErrorNotice title="The trial could not be simulated" error={error} />}
        <Section title="The design">
          {result !== null && progress === null && result.design !== design && (
            <Notice
              kind="information"
              title="What stands above is the answer to the design before your changes."
            />
          )}
          <div className={classes.start}>
            <NativeSelect
              label="Start from a published trial"
              value={ready}
              data={publishedDesigns.map((one) => ({ value: one.id, label: one.design.name }))}
              onChange={({ currentTarget }) => choose(currentTarget.value)}
            />
            {progress === null ? (
              <Button disabled={!whole} onClick={() => design && simulate(design)}>
                Simulate
              </Button>
            ) : (
              <Button variant="default" onClick={stop}>
                Stop
              </Button>
            )}
            <Button
              variant="default"
              disabled={!whole}
              onClick={() => save(design, 'virtual-trial-design.json')}
            >
              Design as JSON
            </Button>
            <Button
              variant="default"
              disabled={result === null}
              onClick={() => save(result, 'virtual-trial-result.json')}
            >
              Result as JSON
            </Button>
          </div>
          {published && (
            <ul className={classes.statements}>
              {published.ours.map((text) => (
                <li key={text}>{text}</li>
              ))}
              <li className={classes.source}>{published.source}</li>
            </ul>
          )}
          {design && <DesignFields key={ready} design={design} onChange={setDesign} />}
          <p className={classes.source}>
            The same design with the same seed gives the same result, here and by{' '}
            <code>npx ketame trial virtual-trial-design.json</code>.
          </p>
        </Section>
      </Page>
    </>
  );
}
