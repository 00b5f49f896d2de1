import { randomUUID } from 'node:crypto';

/** As much of JSON Schema (draft 2020-12) as the addresses of the server use. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly format?: string;
}

/**
 * The least value that a schema takes: null where it may be, of alternatives the first, of an object what is required.
 * @param idOf for a field that names something ("patientId"), its id; null makes a new one
 */
export function sampleBody(schema: Schema, idOf: (field: string) => string | null, field = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const choices = schema.oneOf ?? schema.anyOf ?? [];
  const least = choices.find(({ type }) => type === 'null') ?? choices[0];
  if (least !== undefined) return sampleBody(least, idOf, field);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [
          name,
          sampleBody(schema.properties?.[name] ?? {}, idOf, name),
        ]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleBody(schema.items ?? {}, idOf, field));
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1;
    case 'string':
      return sampleText(schema, idOf, field);
    default:
      return null;
  }
}

function sampleText(
  { format, minLength = 1 }: Schema,
  idOf: (field: string) => string | null,
  field: string,
) {
  if (format === 'uuid') return idOf(field) ?? randomUUID();
  if (format === 'date-time') return '2026-03-02T08:00:00.000Z';
  if (format === 'date') return '2026-03-02';
  if (format === 'email') return `${randomUUID()}@example.org`;
  return 'x'.repeat(minLength);
}
