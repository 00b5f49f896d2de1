import type { TrainingLanguage, TrainingModuleId } from '@ketame/care';
import { modulePictures } from './pictures.ts';

interface PictureProps {
  readonly module: TrainingModuleId;
  readonly language: TrainingLanguage;
}

/** What a module is about, drawn. */
export function Picture({ module, language }: PictureProps) {
  const { strokes, shows } = modulePictures[module];
  return (
    <svg
      viewBox="0 0 48 48"
      width="72"
      height="72"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      role="img"
    >
      <title>{shows[language]}</title>
      <path d={strokes} />
    </svg>
  );
}
