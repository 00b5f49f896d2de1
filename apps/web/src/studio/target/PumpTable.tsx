import type { PumpRate } from '@ketame/ketamine';
import { numberText } from '../../parts/format.ts';

/** A pump's schedule, line by line. */
export function PumpTable({ rates }: { readonly rates: readonly PumpRate[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">min</th>
          <th scope="col">mL/h</th>
          <th scope="col">mg/h</th>
        </tr>
      </thead>
      <tbody>
        {rates.map(({ timeH, mlPerH, mgPerH }) => (
          <tr key={timeH}>
            <td>{numberText(Math.round(60 * timeH))}</td>
            <td>{numberText(mlPerH)}</td>
            <td>{numberText(mgPerH)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
