import type { TrainingLanguage, TrainingModuleId } from '@ketame/care';
import type { TrainingAttempt, TrainingFor } from '@ketame/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { beginTest, handIn, modulesQuery } from './api.ts';
import { Picture } from './Picture.tsx';
import classes from './training.module.css';
import { readerWords } from './words.ts';

interface ModuleReaderProps {
  readonly module: TrainingModuleId;
  readonly language: TrainingLanguage;
  readonly trainee: TrainingFor;
  readonly onClose: () => void;
}

/** One module in large type, then its test; what was not right is shown to be read again. */
export function ModuleReader({ module: moduleId, language, trainee, onClose }: ModuleReaderProps) {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(modulesQuery(language));
  const begin = useMutation({
    mutationFn: () => beginTest({ id: crypto.randomUUID(), module: moduleId, language, trainee }),
  });
  const finish = useMutation({
    mutationFn: (answers: readonly number[]) => handIn(begin.data?.id ?? '', answers),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['training'] }),
  });
  const words = readerWords[language];
  const module = data?.modules.find(({ id }) => id === moduleId);
  if (error !== null) return <ErrorNotice title="The module cannot be shown" error={error} retry={refetch} />;
  if (module === undefined) return <Loading what="Fetching the module" />;
  const result = finish.data;
  const points = result === undefined || result.passed ? module.points : result.readAgain;
  const begun = finish.isSuccess ? undefined : begin.data;
  const startAgain = () => {
    finish.reset();
    begin.mutate();
  };
  return (
    <section className={classes.reader} lang={language} aria-label={module.title}>
      <Picture module={moduleId} language={language} />
      <h2>{module.title}</h2>
      {result !== undefined && (
        <Notice
          kind={result.passed ? 'done' : 'information'}
          title={result.passed ? words.passed : words.notYet}
        >
          <p>{words.right(result.right, result.of)}</p>
        </Notice>
      )}
      {begun === undefined ? (
        <>
          <ul className={classes.points}>
            {points.map(({ id, text, source }) => (
              <li key={id}>
                {text}
                <div className={classes.source}>
                  {words.source}: <span lang="en">{source}</span>
                </div>
              </li>
            ))}
          </ul>
          {result?.passed !== true && (
            <Button onClick={startAgain} loading={begin.isPending}>
              {words.test}
            </Button>
          )}
        </>
      ) : (
        <Questions
          attempt={begun}
          label={words.handIn}
          isSending={finish.isPending}
          onDone={(answers) => finish.mutate(answers)}
        />
      )}
      {begin.isError && <ErrorNotice title="No test" error={begin.error} />}
      {finish.isError && <ErrorNotice title="Not handed in" error={finish.error} />}
      <Button variant="default" onClick={onClose}>
        {words.close}
      </Button>
    </section>
  );
}

interface QuestionsProps {
  readonly attempt: TrainingAttempt;
  readonly label: string;
  readonly isSending: boolean;
  readonly onDone: (answers: readonly number[]) => void;
}

function Questions({ attempt: { id, questions }, label, isSending, onDone }: QuestionsProps) {
  const [chosen, setChosen] = useState<Readonly<Record<number, number>>>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDone(questions.map((_, index) => chosen[index] ?? -1));
  };
  return (
    <form className={classes.points} onSubmit={submit}>
      {questions.map(({ text, answers }, index) => (
        <fieldset key={text} className={classes.question}>
          <legend>{text}</legend>
          {answers.map((answer, place) => (
            <label key={answer}>
              <input
                type="radio"
                name={`${id} ${index}`}
                required
                checked={chosen[index] === place}
                onChange={() => setChosen({ ...chosen, [index]: place })}
              />
              {answer}
            </label>
          ))}
        </fieldset>
      ))}
      <Button type="submit" loading={isSending}>
        {label}
      </Button>
    </form>
  );
}
