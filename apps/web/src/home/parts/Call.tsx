import { fill, useWords } from '../words/words.ts';

interface CallProps {
  /** With a place for {number}. */
  readonly text: string;
  /** As the clinic gave it; empty when it gave none. */
  readonly number: string | undefined;
  readonly isUrgent?: boolean;
}

/** A telephone number to press. Without one the sentence still says whom to ring, where that is known by everybody. */
export function Call({ text, number = '', isUrgent = false }: CallProps) {
  const words = useWords();
  const className = isUrgent ? 'button urgent' : 'button';
  if (number.trim() === '') {
    return isUrgent ? <p className={className}>{fill(text, { number: words.help.noNumber })}</p> : null;
  }
  return (
    <a className={className} href={`tel:${number.replaceAll(/[^\d+*#]/g, '')}`}>
      {fill(text, { number })}
    </a>
  );
}
