import {
  type CareOutcome,
  type FollowUpContent,
  type FollowUpDue,
  instrumentOf,
  type LaboratoryValue,
  misuseRules,
} from '@ketame/care';
import { counted, dateText, numberText, unitText } from '../parts/format.ts';

export const outcomeWords: Readonly<Record<CareOutcome | 'clear', string>> = {
  clear: 'Nothing found that holds treatment',
  watch: 'Watch',
  hold: 'Hold: no further course yet',
  stop: 'Stop',
  'stop for good': 'Stop for good',
};

const itemWords: Readonly<Record<string, string>> = {
  contact: 'Contact: sleep, dreams, perception, flashbacks',
  pain: 'Pain',
  function: 'Function',
  mood: 'Mood',
  'liver enzymes': 'Liver enzymes',
  creatinine: 'Kidney function',
  'urine symptoms': 'Bladder symptoms',
  cognition: 'Cognition',
  misuse: 'Signs of misuse',
};
export const itemText = (item: string): string => itemWords[item] ?? item;

/** "overdue by 6 days", "due until 4 Mar 2026". */
export function stateText({ state, overdueDays, until, on }: FollowUpDue): string {
  switch (state) {
    case 'overdue':
      return `overdue by ${counted(overdueDays, 'day')}`;
    case 'due':
      return `due until ${dateText(until)}`;
    case 'later':
      return dateText(on);
    default:
      return state;
  }
}

export const laboratoryText = ({ measure, value, unit, upperLimit }: LaboratoryValue): string =>
  `${measure} ${numberText(value, 4)} ${unitText(unit)}${upperLimit === null ? '' : ` (up to ${numberText(upperLimit, 4)})`}`;

/** What a result is, and what it says. */
export function contentText(content: FollowUpContent): { readonly what: string; readonly says: string } {
  switch (content.kind) {
    case 'pain':
      return {
        what: content.period === 'week' ? 'Pain of the week' : 'Pain of the day',
        says: `${numberText(content.mean)} of 10${content.reliefPercent === null ? '' : `, relief ${numberText(content.reliefPercent)} %`}`,
      };
    case 'laboratory':
      return { what: 'Blood', says: content.values.map(laboratoryText).join(', ') };
    case 'questionnaire': {
      const instrument = instrumentOf(content.instrument);
      const scores = (instrument?.scores ?? [])
        .filter(({ id }) => content.scores[id] !== undefined)
        .map(({ id, title, greatest }) => `${title} ${numberText(content.scores[id] ?? 0)} of ${greatest}`);
      return { what: instrument?.title ?? content.instrument, says: scores.join(', ') };
    }
    case 'urine test':
      return { what: 'Urine', says: `blood: ${content.blood}, infection: ${content.infection}` };
    case 'misuse review':
      return {
        what: 'Signs of misuse',
        says: content.signs.length === 0 ? 'looked for, none found' : content.signs.join(', '),
      };
    case 'sign': {
      const over = content.resolvedOn === null ? 'not over' : `over on ${dateText(content.resolvedOn)}`;
      return { what: content.sign, says: [content.text, over].filter((text) => text !== '').join(', ') };
    }
    case 'drug test': {
      const found = `ketamine ${content.ketamine}, norketamine ${content.norketamine}`;
      const others = content.others.length === 0 ? '' : `, also ${content.others.join(', ')}`;
      return { what: 'Urine test for drugs', says: `${found}${others} (${content.method})` };
    }
    case 'ultrasound':
      return { what: `Ultrasound of ${content.of}`, says: content.findings.join(', ') };
    case 'use at home':
      return { what: `At home: ${content.learnt}`, says: content.text };
    case 'misuse conversation': {
      const titles = content.explained.map((id) => misuseRules[id].title);
      const explained = titles.length === 0 ? 'nothing' : titles.join(', ');
      return { what: 'Conversation about signs of misuse', says: `${content.text} Explained: ${explained}.` };
    }
    case 'not done':
      return { what: `${itemText(content.item)}: not done`, says: content.reason };
  }
}
