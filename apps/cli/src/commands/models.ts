import { catalogue, type ModelCard } from '@ketame/ketamine';
import { columns } from '../columns.ts';
import { type Command, readArguments } from '../command.ts';
import { cardText } from '../models/card-text.ts';
import { findModel } from '../models/find-model.ts';
import { UserError } from '../user-error.ts';

const help = `ketame models: the published models that Ketame knows.

Usage
  ketame models [--format text|json]
  ketame models NAME [--format text|json]

  NAME             a model's name (simons-2022) or short name (M1)
  --format FORMAT  text (unless told) or json

Examples
  ketame models
  ketame models simons-2022
  ketame models M1 --format json
`;

export const models: Command = {
  name: 'models',
  summary: 'lists the published models, or shows the card of one',
  help,
  async run(args, terminal) {
    const { values, positionals } = readArguments('models', args, {
      format: { type: 'string', default: 'text' },
    });
    const [name, ...more] = positionals;
    if (more.length > 0) throw new UserError(`models takes one name, not ${positionals.length}.`);
    if (values.format !== 'text' && values.format !== 'json')
      throw new UserError(`--format: expected one of text, json, found "${values.format}".`);
    if (name === undefined) terminal.out(values.format === 'json' ? json(catalogue) : list(catalogue));
    else {
      const card = findModel(name);
      terminal.out(values.format === 'json' ? json(card) : cardText(card));
    }
    return 0;
  },
};

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function list(cards: readonly ModelCard[]): string {
  const rows = cards.map((card) => [card.alias, card.name, card.samplingSite, card.title]);
  return `${columns([['', 'name', 'site', 'what it describes'], ...rows])}\n\n"ketame models NAME" shows the card of one, with its source,\npopulation, parameters, errata and limits.\n`;
}
