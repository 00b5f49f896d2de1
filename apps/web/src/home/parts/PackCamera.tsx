import { useEffect, useRef, useState } from 'react';
import { canReadCodes, readCodes } from '../../register/code-camera.ts';
import { useWords } from '../words/words.ts';

/** Reads the code of a pack with the camera, where the browser can; typing is always there. */
export function PackCamera({ onRead }: { readonly onRead: (code: string) => void }) {
  const words = useWords();
  const [isOn, setOn] = useState(false);
  if (!canReadCodes()) return null;
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
    if (video.current === null) return;
    return readCodes(
      video.current,
      (code) => told.current(code),
      () => setFailed(true),
    );
  }, []);
  if (isFailed) {
    return (
      <p className="problem" role="alert">
        {words.dose.cameraFails}
      </p>
    );
  }
  return (
    <video ref={video} muted playsInline aria-label={words.dose.cameraPicture}>
      <track kind="captions" />
    </video>
  );
}
