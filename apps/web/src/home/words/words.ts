import { createContext, useContext } from 'react';
import { en, type Words } from './en.ts';
import { nl } from './nl.ts';

export const languages = {
  en: { name: 'English', words: en },
  nl: { name: 'Nederlands', words: nl },
} as const;
export type Language = keyof typeof languages;

interface Speech {
  readonly language: Language;
  readonly words: Words;
}
export const SpeechContext = createContext<Speech>({ language: 'en', words: en });

/** The words of the language that the reader chose. */
export const useWords = (): Words => useContext(SpeechContext).words;
export const useLanguage = (): Language => useContext(SpeechContext).language;

/**
 * A text with its places in braces filled in.
 * @throws Error when a place has no value: a sentence with a hole could mislead
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_place, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`"${text}" needs a value for ${name}.`);
    return String(value);
  });
}
