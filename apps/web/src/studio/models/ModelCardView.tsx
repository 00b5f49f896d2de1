import { type ModelCard, type Parameter, statusWords } from '@ketame/ketamine';
import { numberText } from '../../parts/format.ts';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import table from '../../parts/table.module.css';
import classes from './models.module.css';

/** All that a person must know of a model before trusting it: sources, people, site, numbers, errata, limits. */
export default function ModelCardView({ card }: { readonly card: ModelCard }) {
  const { population } = card;
  return (
    <div className={classes.card}>
      <dl className={classes.facts}>
        <dt>Source</dt>
        <dd>
          {card.sources.map(({ citation, doi }) => (
            <p key={citation}>
              {citation}
              {doi !== undefined && (
                <>
                  {' '}
                  <a href={`https://doi.org/${doi}`} target="_blank" rel="noreferrer">
                    doi:{doi}
                  </a>
                </>
              )}
            </p>
          ))}
        </dd>
        <dt>Numbers</dt>
        <dd>{statusWords[card.status]}</dd>
        <dt>Population</dt>
        <dd>
          {population.description} <span className={classes.soft}>({population.source})</span>
        </dd>
        <dt>Blood drawn from</dt>
        <dd>
          {card.samplingSite === 'unknown' ? 'not stated' : `${card.samplingSite} line`}
          {card.siteNote !== undefined && <span className={classes.soft}>; {card.siteNote}</span>}
        </dd>
        <dt>Version here</dt>
        <dd>
          {card.name} {card.version}
        </dd>
      </dl>
      <Sentences title="Limits" sentences={card.limits} />
      <Sentences title="Errata and traps" sentences={card.errata} />
      <Sentences title="Assumed here" sentences={card.assumptions} />
      <h3>Parameters</h3>
      <ScrollRegion label="parameters">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Symbol</th>
              <th scope="col">Meaning</th>
              <th scope="col" className={table.number}>
                Value
              </th>
              <th scope="col">Seen in</th>
            </tr>
          </thead>
          <tbody>
            {card.parameters.map((parameter) => (
              <Row key={parameter.symbol} parameter={parameter} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

function Row({ parameter }: { readonly parameter: Parameter }) {
  const { symbol, meaning, value, unit, standardError, confidence95, row, status, note } = parameter;
  return (
    <tr>
      <th scope="row">{symbol}</th>
      <td>
        {meaning}
        {note !== undefined && <span className={classes.note}>{note}</span>}
      </td>
      <td className={table.number}>
        {numberText(value, 4)} {unit === '1' ? '' : unit}
        {confidence95 !== undefined && (
          <span className={classes.note}>
            95 % {numberText(confidence95[0])}–{numberText(confidence95[1])}
          </span>
        )}
        {confidence95 === undefined && standardError !== undefined && (
          <span className={classes.note}>± {numberText(standardError)}</span>
        )}
      </td>
      <td>
        {row}
        <span className={classes.note}>{statusWords[status]}</span>
      </td>
    </tr>
  );
}

function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
