/** How far a file has been sent: a share from 0 to 1; null once it is all sent and the server reads it. */
export type Progress = (share: number | null) => void;

/**
 * Sends a file and tells how far it is, which `fetch` cannot.
 * @throws TypeError when no answer comes, as `fetch` does
 */
export function upload(
  path: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  file: Blob,
  onProgress: Progress = () => undefined,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open(method, path);
    for (const [name, value] of Object.entries(headers)) sending.setRequestHeader(name, value);
    sending.upload.onprogress = (event) =>
      onProgress(event.lengthComputable && event.loaded < event.total ? event.loaded / event.total : null);
    sending.onload = () => resolve(new Response(sending.responseText || null, { status: sending.status }));
    sending.onerror = () => reject(new TypeError('No answer.'));
    sending.onabort = () => reject(new TypeError('Stopped.'));
    sending.send(file);
  });
}
