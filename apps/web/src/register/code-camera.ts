/** Not in the types of the browser yet: https://wicg.github.io/shape-detection-api/ */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
declare global {
  interface Window {
    readonly BarcodeDetector?: new (options: { formats: string[] }) => Detector;
  }
}

/** Between two looks at the picture, ms; ours. */
const LOOK_EVERY_MS = 200;

/** Whether this browser reads codes with a camera; on a page without encryption none does. */
export const canReadCodes = (): boolean =>
  window.BarcodeDetector !== undefined && navigator.mediaDevices !== undefined;

/**
 * Shows the camera at the back in an element until a DataMatrix or QR code is seen.
 * @param onRead is told what the code says, once
 * @param onFail is told why there is no picture, such as that it was not allowed
 * @returns what ends it; the camera is off afterwards, also when it was still being asked for
 */
export function readCodes(
  element: HTMLVideoElement,
  onRead: (code: string) => void,
  onFail: (why: string) => void,
): () => void {
  let stream: MediaStream | null = null;
  let isOver = false;
  const end = () => {
    isOver = true;
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  const look = async () => {
    if (window.BarcodeDetector === undefined) return;
    const detector = new window.BarcodeDetector({ formats: ['data_matrix', 'qr_code'] });
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    if (isOver) return end();
    element.srcObject = stream;
    await element.play();
    while (!isOver) {
      const [code] = await detector.detect(element);
      if (code !== undefined && !isOver) {
        end();
        onRead(code.rawValue);
      }
      await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
    }
  };
  look().catch((error: unknown) => {
    if (!isOver) onFail(error instanceof Error ? error.message : String(error));
    end();
  });
  return end;
}
