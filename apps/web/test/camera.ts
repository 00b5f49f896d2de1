import type { Page } from 'playwright-core';

/**
 * Gives a page a camera, and a browser that reads codes: Chromium on Linux has neither. The code comes into view at the
 * second look.
 * @returns whether the camera is on
 */
export async function showCode(page: Page, code: string): Promise<() => Promise<boolean>> {
  await page.evaluate((rawValue) => {
    let looks = 0;
    const detect = async () => (++looks < 2 ? [] : [{ rawValue }]);
    Object.assign(window, {
      BarcodeDetector: class Detector {
        detect = detect;
      },
    });
    navigator.mediaDevices.getUserMedia = async () => {
      const canvas = document.createElement('canvas');
      canvas.getContext('2d')?.fillRect(0, 0, 9, 9);
      const stream = canvas.captureStream(5);
      Object.assign(window, {
        isCameraOn: () => stream.getTracks().some(({ readyState }) => readyState === 'live'),
      });
      return stream;
    };
  }, code);
  return () => page.evaluate(() => 'isCameraOn' in window && (window.isCameraOn as () => boolean)());
}
