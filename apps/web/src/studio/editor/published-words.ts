import type { Regimen } from '@ketame/ketamine';
import { publishedRegimens } from '@ketame/ketamine';

/** "Sigtermans MJ et al. Pain 2009;145:304-11" becomes "Sigtermans 2009". */
export function shortCitation(citation: string): string {
  const author = citation.split(' ')[0] ?? citation;
  const year = /\b(?:19|20)\d\d\b/.exec(citation)?.[0];
  return year === undefined ? author : `${author} ${year}`;
}

/** Where a regimen comes from: a publication, changed from one, or drawn here. */
export function originInWords(regimen: Regimen): string {
  const id = regimen.published ?? regimen.changedFrom;
  const published = publishedRegimens.find((candidate) => candidate.id === id);
  if (published === undefined) return 'drawn here';
  const short = shortCitation(published.source.citation);
  if (regimen.published === undefined) return `changed from ${short}`;
  return published.illustrative.length > 0 ? `${short}; in part illustrative` : short;
}
