/** The report's own style sheet: it must stand alone, on paper too. */
export const style = `
:root { color-scheme: light; --ink: #17212b; --soft: #5b6673; --rule: #d8dcdf; --accent: #0b5a78; }
* { box-sizing: border-box; }
body { margin: 0; background: #fbfbf9; color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 62rem; margin: 0 auto; padding: 1.25rem; }
h1 { margin: 0 0 0.5rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.125rem; }
a { color: var(--accent); }
a:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.back { margin: 0 0 1rem; font-size: 0.875rem; }
.answer { max-width: 46rem; font-size: 1.0625rem; }
dl { display: flex; flex-wrap: wrap; gap: 0.35rem 1.5rem; font-size: 0.8125rem; }
dl div { display: flex; gap: 0.4rem; align-items: baseline; }
dd { margin: 0; color: var(--soft); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.8125rem; }
th, td { padding: 0.3rem 0.6rem 0.3rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; overflow-wrap: break-word; }
thead th { color: var(--soft); font-weight: 400; }
.number { text-align: right; white-space: nowrap; }
.summary { min-width: 40rem; }
.summary thead th { text-align: right; }
.summary thead th:first-child { text-align: left; }
.sum th, .sum td { border-bottom: 0; font-weight: 650; }
tbody th { font-weight: 400; }
.aside td { color: var(--soft); font-style: italic; }
article { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.35rem 1rem; padding: 0.9rem 0; border-top: 1px solid var(--rule); }
article > table, article > p { grid-column: 1 / -1; }
article p { margin: 0; max-width: 50rem; }
.text { font-weight: 600; }
.place, .note, .none, small { color: var(--soft); font-size: 0.8125rem; }
.verdict { align-self: start; padding: 0.05rem 0.5rem; border: 1px solid currentColor; border-radius: 999px; font-size: 0.75rem; font-weight: 600; white-space: nowrap; }
.holds { color: #17663f; }
.holds-within { color: #2c5f2d; border-style: dashed; }
.superseded { color: #7a5200; }
.contradicted { color: #8a2f63; }
.not-reproducible { color: #4a5561; border-style: dotted; }
figure { margin: 0 0 1.5rem; }
figure svg { display: block; }
figcaption { color: var(--soft); font-size: 0.8125rem; }
footer { margin-top: 3rem; color: var(--soft); font-size: 0.8125rem; }
@media (max-width: 40em) { main { padding: 0.875rem; } article { grid-template-columns: minmax(0, 1fr); } .verdict { justify-self: start; }  article thead { position: absolute; overflow: hidden; clip-path: inset(50%); width: 1px; height: 1px; } article tbody tr { display: flex; flex-wrap: wrap; gap: 0 0.9rem; padding: 0.3rem 0; border-bottom: 1px solid var(--rule); } article td { padding: 0; border: 0; } article td:first-child, article td:last-child { flex-basis: 100%; } article td[data-label]::before { color: var(--soft); content: attr(data-label) " "; } }
@media print { body { background: #fff; font-size: 11px; } article, figure { break-inside: avoid; } .back { display: none; } }
`;
