import type { ImportPreview } from '@ketame/contract';
import { columns } from '../columns.ts';

const kinds = {
  condition: ['condition', 'conditions'],
  medication: ['medication', 'medications'],
  allergy: ['allergy', 'allergies'],
  observation: ['measurement', 'measurements'],
} as const;

/** What was understood of a record, what was left out and why, and what bears on ketamine, as text of 80 columns. */
export function previewText(file: string, preview: ImportPreview): string {
  const { identity, entries, leftOut } = preview.understood;
  const counts = Object.entries(kinds).map(([kind, [one, many]]) => {
    const count = entries.filter((entry) => entry.kind === kind).length;
    return `${count} ${count === 1 ? one : many}`;
  });
  const facts = [
    ['patient', `${identity.givenName} ${identity.familyName}, ${identity.sex}, born ${identity.birthDate}`],
    ['', targetOf(preview)],
    ['understood', counts.join(', ')],
    ['changes', changesOf(preview)],
    ...listed(
      'left out',
      leftOut.map(({ resourceType, count, reason }) => `${count} ${resourceType}: ${reason}`),
    ),
    ...listed(
      'bears on ketamine',
      preview.bearings.map(({ title, severity, from }) => {
        const entry = from[0];
        const where =
          entry === undefined
            ? ''
            : `, from "${entry.text}"${entry.date ? ` (${entry.date.slice(0, 10)})` : ''}`;
        return `${title} (${severity})${where}${from.length > 1 ? ` and ${from.length - 1} more` : ''}`;
      }),
    ),
  ];
  return `${file}\n${columns(facts.map(([name = '', text = '']) => [`  ${name}`, text]))}\n`;
}

function targetOf({ existing, identityDiffers }: ImportPreview): string {
  if (existing === null) return 'a new patient';
  const { givenName, familyName, birthDate } = existing.identity;
  const differing = identityDiffers.map(
    ({ field, stored, file }) => `${field} "${stored}" here, "${file}" in the file`,
  );
  return [
    `updates ${givenName} ${familyName}, born ${birthDate} (found by ${existing.matchedBy})`,
    ...(differing.length > 0 ? [`DIFFERS: ${differing.join('; ')}`] : []),
  ].join('; ');
}

function changesOf({ changes }: ImportPreview): string {
  return `${changes.added} added, ${changes.changed} changed, ${changes.unchanged} unchanged, ${changes.removed} removed`;
}

function listed(name: string, lines: readonly string[]): string[][] {
  return lines.map((line, index) => [index === 0 ? name : '', line]);
}
