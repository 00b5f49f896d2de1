import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Notice } from '../parts/Notice.tsx';
import classes from './RecordDrop.module.css';
import { fileProblem } from './record-file.ts';

interface RecordDropProps {
  readonly onFile: (file: File) => void;
  /** A single button instead of the whole area; dropping works anywhere on the page all the same. */
  readonly compact?: boolean;
}

/** Takes a patient's record: dropped anywhere on the page, or chosen by hand. */
export function RecordDrop({ onFile, compact = false }: RecordDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = useRef((_files: FileList | null) => {});
  take.current = (files) => {
    const [file] = files ?? [];
    if (files === null || file === undefined) return;
    const found =
      files.length > 1 ? `${files.length} files at once: bring one record at a time.` : fileProblem(file);
    setProblem(found);
    if (found === null) onFile(file);
  };

  useEffect(() => {
    const bringsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const onOver = (event: DragEvent) => {
      if (!bringsFile(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!bringsFile(event)) return;
      event.preventDefault();
      setOver(false);
      take.current(event.dataTransfer?.files ?? null);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);

  const choose = (
    <>
      <Button variant={compact ? 'filled' : 'default'} onClick={() => input.current?.click()}>
        {compact ? 'Add from a record' : 'Choose a file'}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,.gz,application/json,application/fhir+json,application/gzip"
        aria-label="The patient’s record, a FHIR R4 bundle"
        className={classes.input}
        tabIndex={-1}
        onChange={(event) => {
          take.current(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
    </>
  );

  return (
    <>
      {compact ? (
        choose
      ) : (
        <div className={classes.zone}>
          <p className={classes.words}>Drop the patient’s record here</p>
          <p className={classes.kinds}>A FHIR R4 bundle, .json or .json.gz, up to 50 MB</p>
          {choose}
        </div>
      )}
      {problem !== null && (
        <div className={classes.problem}>
          <Notice kind="alarm" title="This file was not taken">
            <p>{problem}</p>
          </Notice>
        </div>
      )}
      {over && (
        <div className={classes.over} aria-hidden="true">
          <p>Drop the record to see what is in it</p>
        </div>
      )}
    </>
  );
}
