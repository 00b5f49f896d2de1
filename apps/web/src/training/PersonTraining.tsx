import { type TrainingLanguage, type TrainingModuleId, trainingLanguages } from '@ketame/care';
import type { TrainingFor, TrainingPerson } from '@ketame/contract';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { ModuleReader } from './ModuleReader.tsx';
import classes from './training.module.css';
import { useModuleTitles } from './use-module-titles.ts';
import { readerWords, standingText } from './words.ts';

interface PersonTrainingProps {
  readonly person: TrainingPerson;
  readonly trainee: TrainingFor;
  readonly certificate: string;
}

/** The modules of one person, each read and tested here: on a tablet of the clinic, or in the own account. */
export function PersonTraining({ person, trainee, certificate }: PersonTrainingProps) {
  const [language, setLanguage] = useState<TrainingLanguage>('en');
  const [module, setModule] = useState<TrainingModuleId | null>(null);
  const titleOf = useModuleTitles(language);
  const isAnyValid = person.modules.some(({ state }) => state === 'valid');
  return (
    <>
      <NativeSelect
        label="Language · Taal"
        w="12rem"
        value={language}
        data={[
          { value: 'en', label: 'English' },
          { value: 'nl', label: 'Nederlands' },
        ]}
        onChange={({ currentTarget: { value } }) =>
          setLanguage(trainingLanguages.find((one) => one === value) ?? 'en')
        }
      />
      <ul className={classes.modules} lang={language}>
        {person.modules.map((standing) => (
          <li key={standing.module}>
            <Button
              className={classes.module}
              size="xs"
              variant="default"
              aria-pressed={module === standing.module}
              onClick={() => setModule(standing.module)}
            >
              {titleOf(standing.module)}: {standingText(standing, language)}
            </Button>
          </li>
        ))}
      </ul>
      {isAnyValid && (
        <a
          href={`${certificate}${certificate.includes('?') ? '&' : '?'}language=${language}`}
          download="certificate.pdf"
          lang={language}
        >
          {readerWords[language].certificate}
        </a>
      )}
      {module !== null && (
        <ModuleReader
          key={`${module} ${language}`}
          module={module}
          language={language}
          trainee={trainee}
          onClose={() => setModule(null)}
        />
      )}
    </>
  );
}
