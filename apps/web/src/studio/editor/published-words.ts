import type { Regimen } from '@ketame/ketamine';
import { allPublishedRegimens, shortCitation } from '@ketame/ketamine';

/** Where a regimen comes from: a publication, changed from one, drawn here, or found by research. */
export function originInWords(regimen: Regimen): string {
  if (regimen.research) return 'research, beyond published trials: no plan takes it';
  const id = regimen.published ?? regimen.changedFrom;
  const published = allPublishedRegimens.find((candidate) => candidate.id === id);
  if (published === undefined) return 'drawn here';
  const short = shortCitation(published.source.citation);
  if (regimen.published === undefined) return `changed from ${short}`;
  return published.illustrative.length > 0 ? `${short}; in part illustrative` : short;
}
