import { type ModelCard, type Parameter, statusWords } from '@ketame/ketamine';
import { columns, lineWidth, wrapped } from '../columns.ts';

/** A model's card as text of 80 columns: source, population, parameters with their status, errata, limits. */
export function cardText(card: ModelCard): string {
  const { ageYears, weightKg } = card.population;
  const facts: [string, string][] = [
    ['drugs', card.drugs.join(', ')],
    ['sampling site', [card.samplingSite, card.siteNote].filter((part) => part !== undefined).join('; ')],
    ['population', card.population.description],
    ['', `age ${range(ageYears, 'years')}; weight ${range(weightKg, 'kg')}`],
    ['', `from: ${card.population.source}`],
    ...card.sources.map(({ citation, doi, url }, index): [string, string] => [
      index === 0 ? 'source' : '',
      [citation, doi ? `doi:${doi}` : undefined, url].filter((part) => part !== undefined).join('; '),
    ]),
    ['status', statusWords[card.status]],
  ];
  return `${[
    `${card.name} (${card.alias}), version ${card.version}`,
    ...wrapped(card.title, lineWidth),
    '',
    columns(facts),
    '',
    'Parameters',
    columns([['  symbol', 'value', 'unit', 'status', 'meaning'], ...card.parameters.map(parameterRow)]),
    '',
    ...statusLegend(card.parameters),
    ...section('Notes on parameters', card.parameters.flatMap(parameterNote)),
    ...section('Errata and traps', card.errata),
    ...section('Assumptions', card.assumptions),
    ...section('Limits', card.limits),
  ].join('\n')}\n`;
}

function parameterRow(parameter: Parameter): string[] {
  const { symbol, value, unit, status, meaning } = parameter;
  return [
    `  ${symbol}`,
    String(value),
    unit === '1' ? '' : unit,
    status,
    `${meaning} (${originOf(parameter)})`,
  ];
}

function originOf({ row, standardError, confidence95, betweenPeople, betweenOccasions }: Parameter): string {
  return [
    row,
    standardError === undefined ? '' : `SE ${standardError}`,
    confidence95 === undefined ? '' : `95 % interval ${confidence95.join(' to ')}`,
    betweenPeople === undefined ? '' : `variance between people ${betweenPeople}`,
    betweenOccasions === undefined ? '' : `between occasions ${betweenOccasions}`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function parameterNote({ symbol, note }: Parameter): string[] {
  return note === undefined ? [] : [`${symbol}: ${note}`];
}

function statusLegend(parameters: readonly Parameter[]): string[] {
  const used = [...new Set(parameters.map(({ status }) => status))];
  return [columns(used.map((status) => [`  ${status}`, statusWords[status]]))];
}

function section(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return ['', title, ...items.map((item) => columns([['  -', item]]))];
}

function range(bounds: readonly [number, number] | null, unit: string): string {
  return bounds === null ? 'not printed' : `${bounds[0]}-${bounds[1]} ${unit}`;
}
