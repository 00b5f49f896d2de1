import type { PatientGoals } from '@ketame/care';
import type { BenefitRisk } from '@ketame/contract';
import { responderThresholds, sessionHarms } from '@ketame/evidence';
import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { ErrorNotice } from '../parts/Notice.tsx';
import { parseNumber } from '../parts/parse-number.ts';
import { benefitRiskQuery, retreatmentQuery, saveGoals } from './api.ts';

interface GoalsFormProps {
  readonly benefitRisk: BenefitRisk;
  readonly onSaved: () => void;
}

/** Asks what the patient calls benefit and harm, and how they weigh. */
export function GoalsForm({ benefitRisk: { patientId, goals: saved }, onSaved }: GoalsFormProps) {
  const queries = useQueryClient();
  const before = saved?.goals;
  const [baseline, setBaseline] = useState(before === undefined ? '' : String(before.baselinePain));
  const [threshold, setThreshold] = useState<string>(before?.threshold ?? '30 %');
  const [harms, setHarms] = useState<string[]>([...(before?.harmsThatCount ?? sessionHarms)]);
  const [weight, setWeight] = useState(before === undefined ? '' : String(before.harmWeight));
  const saving = useMutation({
    mutationFn: (goals: PatientGoals) => saveGoals(patientId, saved?.version ?? 0, goals),
    onSuccess: async (answer) => {
      queries.setQueryData(benefitRiskQuery(patientId).queryKey, answer);
      await queries.invalidateQueries({ queryKey: retreatmentQuery(patientId).queryKey });
      onSaved();
    },
    // What somebody else saved meanwhile is then shown above, beside what is typed here.
    onError: () => queries.invalidateQueries({ queryKey: benefitRiskQuery(patientId).queryKey }),
  });
  const wanted = { baseline: parseNumber(baseline), weight: parseNumber(weight) };
  const wrong = {
    baseline: baseline !== '' && !(wanted.baseline > 0 && wanted.baseline <= 10) ? 'above 0, up to 10' : null,
    weight: weight !== '' && !(wanted.weight >= 0 && wanted.weight <= 100) ? 'from 0 to 100' : null,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong.baseline !== null || wrong.weight !== null) return;
    saving.mutate({
      baselinePain: wanted.baseline,
      threshold: threshold as PatientGoals['threshold'],
      harmsThatCount: sessionHarms.filter((harm) => harms.includes(harm)),
      harmWeight: wanted.weight,
      swing: before?.swing ?? null,
    });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <div className={form.row}>
        <TextInput
          label="Mean pain before treatment, 0 to 10"
          description="Before the first session"
          inputMode="decimal"
          required
          value={baseline}
          error={wrong.baseline}
          onChange={(event) => setBaseline(event.currentTarget.value)}
        />
        <TextInput
          label="Weight of a week with harm"
          description="How many weeks with the benefit make up for one week with such a harm? 1: they weigh the same"
          inputMode="decimal"
          required
          value={weight}
          error={wrong.weight}
          onChange={(event) => setWeight(event.currentTarget.value)}
        />
      </div>
      <Radio.Group label="What the patient calls benefit" value={threshold} onChange={setThreshold}>
        <div className={form.choices}>
          {responderThresholds.map(({ id, meaning }) => (
            <Radio key={id} value={id} label={`${id} less pain: ${meaning}`} />
          ))}
        </div>
      </Radio.Group>
      <Checkbox.Group
        label="Harms of a session that count"
        description="Only those that distressed the patient or needed action"
        value={harms}
        onChange={setHarms}
      >
        <div className={form.choices}>
          {sessionHarms.map((harm) => (
            <Checkbox key={harm} value={harm} label={harm} />
          ))}
        </div>
      </Checkbox.Group>
      {saving.error !== null && <ErrorNotice title="Not saved" error={saving.error} />}
      <div className={form.buttons}>
        <Button type="submit" loading={saving.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
