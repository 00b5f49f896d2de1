import { type RegimenFront, type SearchRequest, searchRegimens } from '@ketame/ketamine';

/** What the worker tells: one front after the other, then that it is done; or why there is none. */
export type SearchAnswer =
  | { readonly front: RegimenFront }
  | { readonly done: true }
  | { readonly problem: string };

const answer = (message: SearchAnswer) => globalThis.postMessage(message);

globalThis.addEventListener('message', ({ data }: MessageEvent<SearchRequest>) => {
  try {
    const search = searchRegimens(data);
    if (search.refused !== null) {
      answer({ problem: search.refused.map(({ message }) => message).join(' ') });
      return;
    }
    for (const front of search.fronts) answer({ front });
    answer({ done: true });
  } catch (error) {
    answer({ problem: error instanceof Error ? error.message : String(error) });
  }
});
