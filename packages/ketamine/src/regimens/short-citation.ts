/** "Sigtermans MJ et al. Pain 2009;145:304-11" becomes "Sigtermans 2009". */
export function shortCitation(citation: string): string {
  const author = citation.split(' ')[0] ?? citation;
  const year = /\b(?:19|20)\d\d\b/.exec(citation)?.[0];
  return year === undefined ? author : `${author} ${year}`;
}
