import { useMemo, useSyncExternalStore } from 'react';

/** What the canvas needs of the tokens in theme.css, read once per colour scheme. */
export interface PlotColours {
  readonly series: readonly string[];
  readonly ink: string;
  readonly inkSoft: string;
  readonly grid: string;
  readonly rule: string;
  readonly paper: string;
  readonly bandOpacity: number;
  readonly font: string;
}

const SCHEME = 'data-mantine-color-scheme';

function onSchemeChange(notify: () => void): () => void {
  const observer = new MutationObserver(notify);
  observer.observe(document.documentElement, { attributeFilter: [SCHEME] });
  return () => observer.disconnect();
}

const schemeNow = (): string => document.documentElement.getAttribute(SCHEME) ?? 'light';

function readColours(): PlotColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    series: [1, 2, 3, 4].map((n) => token(`--series-${n}`)),
    ink: token('--ink'),
    inkSoft: token('--ink-soft'),
    grid: token('--grid'),
    rule: token('--rule-strong'),
    paper: token('--paper'),
    bandOpacity: Number(token('--band-opacity')),
    font: getComputedStyle(document.body).fontFamily,
  };
}

export function usePlotColours(): PlotColours {
  const scheme = useSyncExternalStore(onSchemeChange, schemeNow);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens change with the scheme, and only then.
  return useMemo(readColours, [scheme]);
}
