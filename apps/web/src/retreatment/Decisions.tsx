import { type CourseDecision, courseDecisions, shortestReason } from '@ketame/care';
import type { PatientRetreatment } from '@ketame/contract';
import { Button, Radio, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { instantText } from '../parts/format.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
import { Section } from '../parts/Page.tsx';
import { SignDialog } from '../parts/SignDialog.tsx';
import table from '../parts/table.module.css';
import { useAllowed, useSession } from '../session.ts';
import { benefitRiskQuery, decideCourse, retreatmentQuery } from './api.ts';
import classes from './retreatment.module.css';
import { courseDeciders } from './roles.ts';

const words = { 'go on': 'Go on', change: 'Change', stop: 'Stop' } as const;

/** The decision about the next course: taken, given reasons for and signed by a physician; and those before it. */
export function Decisions({ retreatment }: { readonly retreatment: PatientRetreatment }) {
  const mayDecide = useAllowed(courseDeciders);
  const timeZone = useSession().data?.clinic.timeZone;
  const { agenda, decisions } = retreatment;
  return (
    <Section title="Decision" note="go on, change or stop">
      {agenda !== null && mayDecide && <DecisionForm retreatment={retreatment} answer={agenda.answer} />}
      {!mayDecide && <p className={table.soft}>A physician decides.</p>}
      {decisions.length > 0 && <h3 className={classes.small}>Decided</h3>}
      <ul className={classes.list}>
        {decisions.map(({ id, decision, reasons, agenda: then, signature }) => (
          <li key={id}>
            <strong>{words[decision]}</strong>: {reasons}
            <br />
            <span className={table.soft}>
              {signature.printedName}, {signature.role}, {instantText(signature.signedAt, timeZone)}. The
              agenda said: {then.answer}.
            </span>
            {!signature.valid && <strong> The signature does not fit what is stored.</strong>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface DecisionFormProps {
  readonly retreatment: PatientRetreatment;
  /** Of the agenda on the screen. */
  readonly answer: string;
}

function DecisionForm({ retreatment: { patientId }, answer }: DecisionFormProps) {
  const queries = useQueryClient();
  const [decision, setDecision] = useState<CourseDecision | ''>('');
  const [reasons, setReasons] = useState('');
  const [isSigning, setIsSigning] = useState(false);
  const [id, setId] = useState(() => crypto.randomUUID());
  const deciding = useMutation({
    mutationFn: (proof: string) =>
      decideCourse(patientId, { id, decision: decision || 'stop', reasons, answer, proof }),
    onSuccess: async (saved) => {
      queries.setQueryData(retreatmentQuery(patientId).queryKey, saved);
      setDecision('');
      setReasons('');
      setId(crypto.randomUUID());
      await queries.invalidateQueries({ queryKey: benefitRiskQuery(patientId).queryKey });
    },
    onSettled: () => setIsSigning(false),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsSigning(true);
  };
  return (
    <>
      <form className={form.form} onSubmit={submit}>
        <Radio.Group
          label="What is decided"
          value={decision}
          onChange={(value) => setDecision(value as CourseDecision)}
          required
        >
          <div className={form.choices}>
            {courseDecisions.map((one) => (
              <Radio key={one} value={one} label={words[one]} />
            ))}
          </div>
        </Radio.Group>
        <Textarea
          label="Reasons"
          description={`At least ${shortestReason} characters. They stand in the record with the agenda as it is now.`}
          required
          minLength={shortestReason}
          minRows={3}
          autosize
          value={reasons}
          onChange={(event) => setReasons(event.currentTarget.value)}
        />
        {deciding.error !== null && <ErrorNotice title="Not decided" error={deciding.error} />}
        <div className={form.buttons}>
          <Button type="submit" disabled={decision === ''}>
            Sign
          </Button>
        </div>
      </form>
      {isSigning && decision !== '' && (
        <SignDialog
          opened
          title={`Sign the decision: ${words[decision]}`}
          who="own"
          onProof={({ proof }) => deciding.mutate(proof)}
          onClose={() => setIsSigning(false)}
        >
          <p>{reasons}</p>
          <p>The agenda says: {answer}. It is signed with the reasons.</p>
        </SignDialog>
      )}
    </>
  );
}
