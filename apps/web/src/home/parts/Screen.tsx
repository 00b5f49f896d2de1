import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../words/words.ts';

interface ScreenProps {
  readonly title: string;
  /** Beside the way back: "3 of 5". */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** The screen to which the way back leads; absent on the first. */
  readonly back?: string;
}

/** One screen: its title is read out and gets the focus when the screen appears. */
export function Screen({ title, aside, back, children }: ScreenProps) {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    window.scrollTo(0, 0);
  }, []);
  return (
    <main className="screen">
      <title>{`${title} · ${words.app.name}`}</title>
      {(back !== undefined || aside !== undefined) && (
        <p className="top">
          {back === undefined ? (
            <span />
          ) : (
            <a href={back}>
              <span aria-hidden="true">‹ </span>
              {back === '#/' ? words.app.today : words.app.back}
            </a>
          )}
          <span>{aside}</span>
        </p>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  );
}
