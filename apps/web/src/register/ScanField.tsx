import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import form from '../parts/form.module.css';
import { Notice } from '../parts/Notice.tsx';

interface ScanFieldProps {
  readonly label: string;
  readonly description: string;
  readonly error?: string | undefined;
  /** What a scanner or the camera read, or somebody typed and ended with Enter. */
  readonly onScan: (text: string) => void;
}

/** Not in the types of the browser yet: https://wicg.github.io/shape-detection-api/ */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
declare global {
  interface Window {
    readonly BarcodeDetector?: new (options: { formats: string[] }) => Detector;
  }
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
  const canSee = window.BarcodeDetector !== undefined && navigator.mediaDevices !== undefined;
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
    const element = video.current;
    if (element === null || window.BarcodeDetector === undefined) return;
    const detector = new window.BarcodeDetector({ formats: ['data_matrix', 'qr_code'] });
    let stream: MediaStream | null = null;
    let stopped = false;
    const look = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
        element.srcObject = stream;
        await element.play();
        while (!stopped) {
          const [code] = await detector.detect(element);
          if (code !== undefined) return told.current(code.rawValue);
          await new Promise((wake) => setTimeout(wake, 200));
        }
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error));
      }
    };
    void look();
    return () => {
      stopped = true;
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
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
