import { sizeText } from '../parts/format.ts';

/** The server's own limit on what is sent, bytes; a larger file is not sent at all. */
export const largestFile = 50_000_000;

/** What stands in the way of a file before it is sent, in words; null when nothing does. */
export function fileProblem(file: File): string | null {
  if (file.size === 0) return `"${file.name}" is empty.`;
  if (file.size > largestFile) {
    return `"${file.name}" has ${sizeText(file.size)}; at most ${sizeText(largestFile)} can be sent. Export the record with fewer years, or compress it with gzip (.json.gz).`;
  }
  return null;
}

/** The media type by what the file begins with, whatever its name says: gzip, else JSON. */
export async function contentTypeOf(file: Blob): Promise<string> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b ? 'application/gzip' : 'application/json';
}

/** The record on its way from the page where it was dropped to the import page. It is never kept longer than the page. */
let brought: File | null = null;
export const bringRecord = (file: File | null): void => {
  brought = file;
};
export const broughtRecord = (): File | null => brought;
