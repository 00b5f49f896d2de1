import { evaluate, type Protocol, testCases } from '@ketame/care';
import { Section } from '../parts/Page.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';

/** Synthetic patients judged by the draft, beside what the original says of them. */
export function TestCases({ draft, original }: { readonly draft: Protocol; readonly original: Protocol }) {
  return (
    <Section title="Test cases" note="synthetic patients; guidance of no country counted">
      <ScrollRegion label="Test cases">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Patient</th>
              <th scope="col">By the original</th>
              <th scope="col">By this protocol</th>
            </tr>
          </thead>
          <tbody>
            {testCases.map(({ id, title, subject, answers, expected }) => {
              const { verdict } = evaluate({
                protocol: draft,
                subject,
                answers,
                overrides: [],
                jurisdiction: 'elsewhere',
              });
              const before = expected[original.id];
              return (
                <tr key={id}>
                  <th scope="row">{title}</th>
                  <td>{before}</td>
                  <td>{verdict === before ? verdict : <strong>{verdict} (differs)</strong>}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
}
