import { type People, type RegimenFront, type SearchRequest, searchRegimens } from '@ketame/ketamine';

export interface SearchQuestion {
  readonly request: SearchRequest;
  /** Draws from what is known of the patient; null for virtual patients. */
  readonly people: People | null;
}

/** What the worker tells: one front after the other, then that it is done; or why there is none. */
export type SearchAnswer =
  | { readonly front: RegimenFront }
  | { readonly done: true }
  | { readonly problem: string };

const answer = (message: SearchAnswer) => globalThis.postMessage(message);

globalThis.addEventListener('message', ({ data }: MessageEvent<SearchQuestion>) => {
  try {
    const search = searchRegimens(data.request, data.people ?? undefined);
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
