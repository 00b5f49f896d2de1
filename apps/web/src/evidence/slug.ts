import { type Syndrome, syndromes } from '@ketame/evidence';

/** The name of a kind of pain as part of an address: "Whiplash" is "whiplash". */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** The kind of pain of an address; undefined when there is none. */
export const syndromeOf = (slug: string): Syndrome | undefined =>
  syndromes.find(({ name }) => slugOf(name) === slug);
