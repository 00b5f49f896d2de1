import { numberText } from '../../parts/format.ts';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import classes from './fit.module.css';
import type { ShownFit } from './fit-worker.ts';

/** The parameters of the patient beside the population's, and what was measured beside what was predicted. */
export function FitTables({ fit }: { readonly fit: ShownFit }) {
  const { site, parameters, deviates, residuals } = fit;
  const left = new Map(deviates.map(({ name, shrinkage }) => [name, shrinkage]));
  return (
    <div className={classes.charts}>
      {parameters !== null && (
        <Table
          label={`Parameters, ${site}`}
          head={['', 'population', 'patient', '90 %', 'spread left']}
          rows={Object.entries(parameters).map(([symbol, { population, typical, low, high }]) => {
            const shrinkage = left.get(symbol);
            return [
              symbol,
              numberText(population),
              numberText(typical),
              `${numberText(low)}–${numberText(high)}`,
              shrinkage === undefined ? '' : `${Math.round(100 * shrinkage)} %`,
            ];
          })}
        />
      )}
      <Table
        label={`Measured and predicted, ${site}, ng/mL`}
        head={['h', 'measured', 'population', 'patient', 'analyte']}
        rows={residuals.map(({ timeH, observed, isBelowLimit, population, individual, output }) => [
          numberText(timeH),
          `${isBelowLimit ? '<' : ''}${numberText(observed)}`,
          numberText(population),
          numberText(individual),
          output,
        ])}
      />
    </div>
  );
}

interface TableProps {
  readonly label: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function Table({ label, head, rows }: TableProps) {
  return (
    <ScrollRegion label={label}>
      <table className={classes.table}>
        <caption>{label}</caption>
        <thead>
          <tr>
            {head.map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.join()}>
              {cells.map((cell, index) => (
                <td key={head[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
