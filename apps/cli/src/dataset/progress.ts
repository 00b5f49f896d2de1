import type { Terminal } from '../terminal.ts';

/** Between two lines that tell how far it is. */
const EVERY_MS = 250;

/** Tells whoever watches how many subjects are done: on a terminal alone, and only when it takes a while. */
export function createProgress(show: Terminal['progress'], total: number | undefined) {
  const began = performance.now();
  let shown = began;
  let done = 0;
  return {
    add(subjects: number): void {
      done += subjects;
      const now = performance.now();
      if (!show || now - shown < EVERY_MS) return;
      shown = now;
      const count = done.toLocaleString('en');
      if (total === undefined) {
        show(`${count} subjects`);
        return;
      }
      const left = ((now - began) / 1000) * (total / done - 1);
      show(
        `${count} of ${total.toLocaleString('en')} subjects (${Math.floor((100 * done) / total)} %), ${Math.ceil(left)} s left`,
      );
    },
    end(): void {
      if (shown !== began) show?.('');
    },
  };
}
