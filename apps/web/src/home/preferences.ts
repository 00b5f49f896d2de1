import type { Language } from './words/words.ts';

/** How this device shows the app; nothing about the person. */
export interface Preferences {
  readonly language: Language;
  readonly isLarger: boolean;
}

const KEY = 'ketame-home-preferences';

export function readPreferences(): Preferences {
  const stored = localStorage.getItem(KEY);
  if (stored !== null) {
    const [language, size] = stored.split(' ');
    return { language: language === 'nl' ? 'nl' : 'en', isLarger: size === 'larger' };
  }
  return { language: navigator.language.startsWith('nl') ? 'nl' : 'en', isLarger: false };
}

export function writePreferences({ language, isLarger }: Preferences): void {
  localStorage.setItem(KEY, `${language} ${isLarger ? 'larger' : 'normal'}`);
}

/** On the page itself: the language that a screen reader speaks, and the size of the letters. */
export function applyPreferences({ language, isLarger }: Preferences): void {
  document.documentElement.lang = language;
  document.documentElement.classList.toggle('larger', isLarger);
}
