import { dateText, followUpDue, type Protocol, retreatmentWindow } from '@ketame/care';
import { Section } from '../parts/Page.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';

/** A synthetic course, the same for both protocols. */
const endedAt = '2027-03-01T12:00:00.000Z';

/** The schedule of the draft worked out for a synthetic course, beside that of the original. */
export function ScheduleCases({
  draft,
  original,
}: {
  readonly draft: Protocol;
  readonly original: Protocol;
}) {
  const rows: readonly (readonly [string, string, string])[] = [
    ['Entries of the chart in one infusion, were there no night', entriesOf(original), entriesOf(draft)],
    ...visitRows(draft, original),
    ['Next course, when no relief is known', nextCourseOf(original), nextCourseOf(draft)],
  ];
  return (
    <Section
      title="Test case: when what is due"
      note={`a synthetic course that ended on ${dateText(endedAt)}`}
    >
      <ScrollRegion label="Test case of the schedule">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">By the original</th>
              <th scope="col">By this protocol</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([what, before, now]) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td>{before}</td>
                <td>{now === before ? now : <strong>{now} (differs)</strong>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
}

function entriesOf({ monitoring, regimen }: Protocol): string {
  const counts = monitoring.charted
    .filter(({ phase }) => phase === 'infusion')
    .map(({ everyMin }) => Math.floor((60 * regimen.hoursPerSession.value) / everyMin));
  return String(counts.reduce((sum, one) => sum + one, 0));
}

function nextCourseOf({ retreatment }: Protocol): string {
  const { from, until, notBefore } = retreatmentWindow(retreatment, endedAt, [], {
    now: endedAt,
    timeZone: 'UTC',
  });
  return `${dateText(from ?? '')} to ${dateText(until ?? '')}, not before ${dateText(notBefore.on)}`;
}

/** When each item is due, as the follow-up of a patient works it out. */
function visitRows(draft: Protocol, original: Protocol): (readonly [string, string, string])[] {
  const [before, now] = [dueDates(original), dueDates(draft)];
  return [...new Set([...before.keys(), ...now.keys()])].map((item) => [
    item,
    before.get(item) ?? 'never',
    now.get(item) ?? 'never',
  ]);
}

function dueDates(protocol: Protocol): Map<string, string> {
  const { id, version, title, followUp } = protocol;
  const session = {
    id: 'synthetic',
    protocol: { id, version, title },
    session: 1,
    of: 1,
    startedAt: endedAt,
    endedAt,
    laboratory: [],
  };
  const dates = new Map<string, string>();
  for (const { item, on } of followUpDue([session], followUp, [], { now: endedAt, timeZone: 'UTC' })) {
    const known = dates.get(item);
    dates.set(item, known === undefined ? dateText(on) : `${known}, ${dateText(on)}`);
  }
  return dates;
}
