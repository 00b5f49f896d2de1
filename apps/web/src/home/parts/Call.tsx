import { fill, useWords } from '../words/words.ts';

interface CallProps {
  /** With a place for {number}. */
  readonly text: string;
  /** As the clinic gave it; empty when it gave none. */
  readonly number: string | undefined;
  /** `urgent`: danger to life. `primary`: the one thing to do on this screen. */
  readonly tone?: 'urgent' | 'primary';
}

/** A telephone number to press. Without one the sentence still says whom to ring, where that is known by everybody. */
export function Call({ text, number = '', tone }: CallProps) {
  const words = useWords();
  const className = tone === undefined ? 'button' : `button ${tone}`;
  if (number.trim() === '') {
    return tone === 'urgent' ? (
      <p className={className}>{fill(text, { number: words.help.noNumber })}</p>
    ) : null;
  }
  return (
    <a className={className} href={`tel:${number.replaceAll(/[^\d+*#]/g, '')}`}>
      {fill(text, { number })}
    </a>
  );
}
