import {
  drugTestMethods,
  learntOfUse,
  misuseRuleIds,
  misuseRules,
  ultrasoundFindings,
  ultrasoundRegions,
  urineTestFacts,
} from '@ketame/care';
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { FieldsProps } from './fields.ts';
import classes from './follow-up.module.css';

/** What is entered of patients who have the drug at home. */

export function DrugTestFields({ draft, wrong, set }: FieldsProps) {
  const others = draft.others as string[];
  return (
    <>
      <div className={classes.fields}>
        <NativeSelect
          label="Method"
          value={String(draft.method)}
          data={[...drugTestMethods]}
          onChange={(event) => set({ method: event.currentTarget.value })}
        />
        <NativeSelect
          label="Ketamine"
          value={String(draft.ketamine)}
          data={['found', 'not found']}
          onChange={(event) => set({ ketamine: event.currentTarget.value })}
        />
        <NativeSelect
          label="Norketamine"
          value={String(draft.norketamine)}
          data={['found', 'not found', 'not tested']}
          onChange={(event) => set({ norketamine: event.currentTarget.value })}
        />
        <TextInput
          label="Others, not prescribed (commas)"
          value={others.join(',')}
          error={Object.entries(wrong).find(([path]) => path.startsWith('others'))?.[1]}
          onChange={({ currentTarget: { value } }) => set({ others: value === '' ? [] : value.split(',') })}
        />
      </div>
      <details>
        <summary>What such a test can tell, and what not</summary>
        <ul>
          {urineTestFacts.map(({ text, source }) => (
            <li key={text}>
              {text} <span className={classes.soft}>{source}</span>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

export function UltrasoundFields({ draft, wrong, set }: FieldsProps) {
  return (
    <>
      <NativeSelect
        label="Ultrasound of"
        value={String(draft.of)}
        data={[...ultrasoundRegions]}
        onChange={(event) => set({ of: event.currentTarget.value })}
      />
      <Checkbox.Group
        label="Found"
        value={draft.findings as string[]}
        error={wrong.findings}
        onChange={(findings) => set({ findings })}
      >
        <div className={classes.choices}>
          {ultrasoundFindings.map((finding) => (
            <Checkbox key={finding} value={finding} label={finding} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  );
}

export function LearntFields({ draft, wrong, set }: FieldsProps) {
  return (
    <>
      <NativeSelect
        label="What was learnt"
        value={String(draft.learnt)}
        data={[...learntOfUse]}
        onChange={(event) => set({ learnt: event.currentTarget.value })}
      />
      <Textarea
        label="In words: what, and from whom"
        value={String(draft.text)}
        error={wrong.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
    </>
  );
}

export function ConversationFields({ draft, wrong, set }: FieldsProps) {
  return (
    <>
      <Textarea
        label="What the patient said"
        value={String(draft.text)}
        error={wrong.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <Checkbox.Group
        label="What it explained: that counts no more, and stays to be seen"
        value={draft.explained as string[]}
        onChange={(explained) => set({ explained })}
      >
        <div className={classes.choices}>
          {misuseRuleIds.map((id) => (
            <Checkbox key={id} value={id} label={misuseRules[id].title} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  );
}
