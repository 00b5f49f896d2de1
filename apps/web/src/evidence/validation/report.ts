import {
  type CheckedClaim,
  type Comparison,
  chapters,
  checkClaims,
  comparisonVerdict,
  feasibleInputs,
  publishedPools,
  type Verdict,
  verdictWords,
} from '@ketame/evidence';
import { agreementFigure } from '@ketame/figures';
import { backSolvedForest, feasibleFigure } from '../review/figures.ts';
import { style } from './style.ts';

const signs: Readonly<Record<Verdict, string>> = {
  holds: '✓',
  'holds within': '≈',
  superseded: '↻',
  contradicted: '✕',
  'not reproducible': '?',
};
const verdicts = Object.keys(signs) as Verdict[];

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const slug = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/** A computed number to four digits, which is more than any printed one has. */
const numberText = (value: number): string => {
  if (value !== 0 && Math.abs(value) < 1e-3) return value.toExponential(1);
  return String(Number(value.toPrecision(4)));
};

function printedText({ printed, unit }: Comparison): string {
  const withUnit = unit === '1' ? '' : ` ${unit}`;
  if ('value' in printed) return `${printed.value.toFixed(printed.decimals)}${withUnit}`;
  if (printed.high === Number.POSITIVE_INFINITY) return `above ${printed.low}${withUnit}`;
  return `${printed.low} to ${printed.high}${withUnit}`;
}

const badge = (verdict: Verdict): string =>
  `<span class="verdict ${slug(verdict)}"><span aria-hidden="true">${signs[verdict]}</span> ${verdict}</span>`;

function comparisonRow(one: Comparison): string {
  const found = comparisonVerdict(one);
  const bounds =
    one.within && found !== 'holds'
      ? `<br><small>allowed ${numberText(one.within.low)} to ${numberText(one.within.high)}: ${escaped(one.within.why)}</small>`
      : '';
  const words = one.aside ? 'beside' : found === 'contradicted' ? 'differs' : found;
  return `<tr${one.aside ? ' class="aside"' : ''}><td>${escaped(one.what)}</td><td class="number" data-label="printed">${escaped(printedText(one))}</td><td class="number" data-label="computed">${numberText(one.computed)}</td><td>${words}${bounds}</td></tr>`;
}

function claimText(claim: CheckedClaim): string {
  const numbers =
    claim.comparisons.length === 0
      ? '<p class="none">Nothing to compute.</p>'
      : `<table><thead><tr><th scope="col">Number</th><th scope="col" class="number">Printed</th><th scope="col" class="number">Computed</th><th scope="col">So it</th></tr></thead><tbody>${claim.comparisons.map(comparisonRow).join('')}</tbody></table>`;
  return `<article id="${claim.id}"><div class="said"><p class="text">${escaped(claim.text)}</p><p class="place">${escaped(claim.place)}. Source: ${escaped(claim.source)}.</p></div>${badge(claim.verdict)}${numbers}${claim.judgement ? `<p><strong>Why:</strong> ${escaped(claim.judgement.why)}</p>` : ''}${claim.note ? `<p class="note">${escaped(claim.note)}</p>` : ''}</article>`;
}

const count = (claims: readonly CheckedClaim[], verdict: Verdict): number =>
  claims.filter((claim) => claim.verdict === verdict).length;

function summary(claims: readonly CheckedClaim[]): string {
  const head = verdicts.map((verdict) => `<th scope="col">${badge(verdict)}</th>`).join('');
  const rows = chapters.map((chapter) => {
    const own = claims.filter((claim) => claim.chapter === chapter);
    const cells = verdicts.map((verdict) => `<td class="number">${count(own, verdict) || ''}</td>`).join('');
    return `<tr><th scope="row"><a href="#${slug(chapter)}">${chapter}</a></th>${cells}</tr>`;
  });
  const sums = verdicts.map((verdict) => `<td class="number">${count(claims, verdict)}</td>`).join('');
  return `<div class="scroll" role="region" aria-label="Verdicts by part" tabindex="0"><table class="summary"><thead><tr><th scope="col">Part</th>${head}</tr></thead><tbody>${rows.join('')}<tr class="sum"><th scope="row">All ${claims.length}</th>${sums}</tr></tbody></table></div>`;
}

const figure = (svg: string, caption: string): string =>
  `<figure><div class="scroll" role="region" aria-label="Figure" tabindex="0">${svg}</div><figcaption>${caption}</figcaption></figure>`;

/** Peaks and areas of the validation targets: computed over printed. */
function agreement(claims: readonly CheckedClaim[], chapter: CheckedClaim['chapter'], title: string): string {
  const rows = claims
    .filter((claim) => claim.chapter === chapter)
    .flatMap(({ id, place, comparisons }) =>
      comparisons.flatMap((one) =>
        'value' in one.printed && !one.aside && one.printed.value > 0 && one.computed > 0
          ? [
              {
                label: `${chapter.endsWith('interactions') ? place.split(' ')[0] : id.startsWith('V') ? id : 'Equations'}: ${one.what}`,
                ratio: one.computed / one.printed.value,
                agrees: comparisonVerdict(one) !== 'contradicted',
              },
            ]
          : [],
      ),
    );
  return agreementFigure({
    title,
    description: `Ratios of ${rows.length} computed to printed numbers, ${rows.filter(({ agrees }) => agrees).length} of which agree.`,
    rows,
    notes: ['Filled: within the bounds stated below. Open: outside.'],
    width: 720,
    theme: 'print',
  });
}

function poolFigures(): string {
  const regions = publishedPools.map((pool) => {
    const sets = { common: feasibleInputs(pool, 'EE'), random: feasibleInputs(pool, 'DL') };
    return figure(
      feasibleFigure(pool.week, sets, 640, 'print'),
      `Every pair of unknown effects that gives the printed result of week ${pool.week}.`,
    );
  });
  return [
    figure(
      backSolvedForest('week 1, A', 720, 'print'),
      'Back-solved: shows the calculation, is no evidence.',
    ),
    figure(backSolvedForest('week 4', 720, 'print'), 'Back-solved: shows the calculation, is no evidence.'),
    ...regions,
  ].join('');
}

/**
 * The executable review: every quantitative statement and target, computed again, as one HTML document that needs
 * nothing else. The server puts its nonce in the place of `__CSP_NONCE__`.
 */
export function validationReport(): { readonly html: string; readonly claims: readonly CheckedClaim[] } {
  const claims = checkClaims();
  const parts = chapters.map((chapter) => {
    const own = claims.filter((claim) => claim.chapter === chapter);
    const drawn =
      chapter === 'The pooled effect'
        ? poolFigures()
        : chapter === 'Validation targets: concentrations'
          ? figure(agreement(claims, chapter, 'Concentrations: computed over printed'), 'One row per number.')
          : chapter === 'Validation targets: interactions'
            ? figure(agreement(claims, chapter, 'Interactions: computed over observed'), 'One row per ratio.')
            : '';
    return `<section aria-labelledby="${slug(chapter)}"><h2 id="${slug(chapter)}">${chapter}</h2>${drawn}${own.map(claimText).join('')}</section>`;
  });
  const legend = verdicts
    .map((verdict) => `<div><dt>${badge(verdict)}</dt><dd>${verdictWords[verdict]}</dd></div>`)
    .join('');
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>The review, checked number by number · Ketame</title>
<style nonce="__CSP_NONCE__">${style}</style>
</head>
<body>
<main>
<p class="back"><a href="/evidence">Ketame: the evidence</a></p>
<h1>The review, checked number by number</h1>
<p class="answer">Of ${claims.length} statements and targets, ${count(claims, 'holds')} hold to the printed digit and ${count(claims, 'holds within')} within stated bounds; ${count(claims, 'superseded')} are superseded, ${count(claims, 'contradicted')} contradicted, and ${count(claims, 'not reproducible')} cannot be computed again from what is public. The two pooled effects on which the review rests are among the last.</p>
<p>The review is Niesters, Martini and Dahan, Ketamine for chronic pain: risks and benefits, Br J Clin Pharmacol 2014;77:357-67. Its statements are given in our words. Targets are numbers that papers, or independent computations, set for the models. Concentrations are those of an adult of 70 kg.</p>
<dl>${legend}</dl>
${summary(claims)}
${parts.join('\n')}
<footer><p>Advice to clinicians, not a certified medical device. Made by <code>npm run validate</code>.</p></footer>
</main>
</body>
</html>
`;
  return { html, claims };
}
