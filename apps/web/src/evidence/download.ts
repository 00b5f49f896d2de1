/** Files that the reader takes along. Nothing leaves the browser. */

/** Offers bytes under a name. */
function offer(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the address by the time the click returns; a second frees it for sure.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** @param type media type, such as "text/csv" */
export const downloadText = (text: string, name: string, type: string): void =>
  offer(new Blob([text], { type: `${type};charset=utf-8` }), name);

export const svgAddress = (svg: string): string =>
  `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** Pixels of the image for one of the drawing: at 180 mm, two columns of a journal, over 400 dots per inch. */
const scale = 4;

/** Draws an SVG document as PNG and offers it. @throws Error when the browser cannot draw it */
export async function downloadPng(svg: string, name: string): Promise<void> {
  const image = new Image();
  image.src = svgAddress(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * scale;
  canvas.height = image.naturalHeight * scale;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('The browser could not draw the figure as PNG; take the SVG.');
  offer(blob, name);
}
