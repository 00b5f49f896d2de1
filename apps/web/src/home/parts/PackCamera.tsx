import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/words.ts';

/** Reads the code of a pack with the camera, where the browser can; typing is always there. */
export function PackCamera({ onRead }: { readonly onRead: (code: string) => void }) {
  const words = useWords();
  const [isOn, setOn] = useState(false);
  if (window.BarcodeDetector === undefined || navigator.mediaDevices === undefined) return null;
  return (
    <>
      <button type="button" className="button" onClick={() => setOn(!isOn)}>
        {isOn ? words.dose.cameraStop : words.dose.camera}
      </button>
      {isOn && (
        <Picture
          onRead={(code) => {
            setOn(false);
            onRead(code);
          }}
        />
      )}
    </>
  );
}

function Picture({ onRead }: { readonly onRead: (code: string) => void }) {
  const words = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [isFailed, setFailed] = useState(false);
  const told = useRef(onRead);
  told.current = onRead;
  useEffect(() => {
    const element = video.current;
    if (element === null || window.BarcodeDetector === undefined) return;
    const detector = new window.BarcodeDetector({ formats: ['data_matrix', 'qr_code'] });
    let stream: MediaStream | null = null;
    let isOver = false;
    const end = () => {
      isOver = true;
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const look = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
        // Closed while the permission was asked for.
        if (isOver) return end();
        element.srcObject = stream;
        await element.play();
        while (!isOver) {
          const [code] = await detector.detect(element);
          if (code !== undefined) return told.current(code.rawValue);
          await new Promise((wake) => setTimeout(wake, 200));
        }
      } catch {
        setFailed(true);
      }
    };
    void look();
    return end;
  }, []);
  if (isFailed) return <p className="problem">{words.dose.cameraFails}</p>;
  return (
    <video ref={video} muted playsInline>
      <track kind="captions" />
    </video>
  );
}
