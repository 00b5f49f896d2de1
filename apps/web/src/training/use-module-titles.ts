import type { TrainingLanguage, TrainingModuleId } from '@ketame/care';
import { useQuery } from '@tanstack/react-query';
import { modulesQuery } from './api.ts';

/**
 * Titles of modules in a language, as the server gives them: with the modules their right answers would come along. Until
 * they have come, dots.
 */
export function useModuleTitles(language: TrainingLanguage): (id: TrainingModuleId) => string {
  const { data } = useQuery(modulesQuery(language));
  return (id) => data?.modules.find((module) => module.id === id)?.title ?? '…';
}
