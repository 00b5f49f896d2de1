import { syllable } from 'syllable';

interface Counted {
  readonly words: number;
  readonly sentences: number;
  readonly syllables: number;
}

function count(text: string, syllablesOf: (word: string) => number): Counted {
  const words = text.match(/[\p{L}\p{N}'’]+/gu) ?? [];
  const sentences = text.match(/[.?!]+(\s|$)/g)?.length ?? 0;
  return {
    words: words.length,
    sentences,
    syllables: words.reduce((sum, word) => sum + syllablesOf(word), 0),
  };
}

/**
 * School grade in the United States that reads an English text with ease: 0.39 words per sentence + 11.8 syllables per
 * word - 15.59 (Kincaid JP et al. 1975, Research Branch Report 8-75, Naval Technical Training Command).
 */
export function fleschKincaidGrade(text: string): number {
  const { words, sentences, syllables } = count(text, syllable);
  return 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59;
}

/**
 * Reading ease of a Dutch text, 0 hard to 100 easy: 206.84 - 77 syllables per word - 0.93 words per sentence (Douma WH
 * 1960, De leesbaarheid van landbouwbladen, Wageningen).
 */
export function fleschDouma(text: string): number {
  const { words, sentences, syllables } = count(text, dutchSyllables);
  return 206.84 - 77 * (syllables / words) - 0.93 * (words / sentences);
}

/** Runs of vowels; a diaeresis begins a new one, and ij is one sound: its j is no vowel here. */
export function dutchSyllables(word: string): number {
  const parted = word.toLowerCase().replace(/[äëïöü]/g, (vowel) => `-${vowel}`);
  return Math.max(1, parted.match(/[aeiouyáéíóúàèìòùäëïöü]+/g)?.length ?? 0);
}
