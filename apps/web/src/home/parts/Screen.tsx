import { type ReactNode, useEffect, useRef } from 'react';
import type { Old } from '../correction.ts';
import { useWords } from '../words/words.ts';
import { Correcting } from './Correcting.tsx';

interface ScreenProps {
  readonly title: string;
  /** Beside the way back: "3 of 5". */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** The screen to which the way back leads; absent on the first. */
  readonly back?: string;
  /** The entry that its form corrects: the way back leads to the entries. */
  readonly old?: Old | undefined;
}

/** One screen: its title is read out and gets the focus when the screen appears. */
export function Screen({ title, aside, back, old, children }: ScreenProps) {
  const words = useWords();
  const to = old === undefined ? back : '#/entries';
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    window.scrollTo(0, 0);
  }, []);
  return (
    <main className="screen">
      <title>{`${title} · ${words.app.name}`}</title>
      {(to !== undefined || aside !== undefined) && (
        <p className="top">
          {to === undefined ? (
            <span />
          ) : (
            <a href={to}>
              <span aria-hidden="true">‹ </span>
              {to === '#/' ? words.app.today : words.app.back}
            </a>
          )}
          <span>{aside}</span>
        </p>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {old !== undefined && <Correcting old={old} />}
      {children}
    </main>
  );
}
