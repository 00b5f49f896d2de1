/** The studio: regimens on a time line and their predicted course. */
export function StudioPage() {
  return <h1>Studio</h1>;
}
