import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import form from '../parts/form.module.css';
import { Notice } from '../parts/Notice.tsx';
import { canReadCodes, readCodes } from './code-camera.ts';

interface ScanFieldProps {
  readonly label: string;
  readonly description: string;
  readonly error?: string | undefined;
  /** What a scanner or the camera read, or somebody typed and ended with Enter. */
  readonly onScan: (text: string) => void;
}

/** A field for a scanner, which types and ends with Enter, for the camera where the browser can read codes, and for a hand. */
export function ScanField({ label, description, error, onScan }: ScanFieldProps) {
  const [text, setText] = useState('');
  const [camera, setCamera] = useState(false);
  const submit = () => {
    if (text.trim() === '') return;
    onScan(text);
    setText('');
  };
  const byKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    submit();
  };
  const canSee = canReadCodes();
  return (
    <div className={form.form}>
      <TextInput
        label={label}
        description={
          canSee
            ? description
            : `${description} This browser cannot read codes with the camera: use a scanner or type.`
        }
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={byKey}
        error={error}
        autoComplete="off"
      />
      <div className={form.buttons}>
        <Button size="xs" variant="default" onClick={submit}>
          Take this code
        </Button>
        {canSee && (
          <Button size="xs" variant="default" onClick={() => setCamera(!camera)}>
            {camera ? 'Stop the camera' : 'Use the camera'}
          </Button>
        )}
      </div>
      {camera && (
        <Camera
          onScan={(read) => {
            setCamera(false);
            onScan(read);
          }}
        />
      )}
    </div>
  );
}

function Camera({ onScan }: Pick<ScanFieldProps, 'onScan'>) {
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(onScan);
  told.current = onScan;
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (video.current === null) return;
    return readCodes(video.current, (code) => told.current(code), setProblem);
  }, []);
  if (problem !== null) {
    return (
      <Notice kind="caution" title="The camera cannot be used">
        <p>{problem}. Use a scanner, or type the code.</p>
      </Notice>
    );
  }
  return (
    <video ref={video} muted playsInline width="320" aria-label="What the camera sees">
      <track kind="captions" />
    </video>
  );
}
