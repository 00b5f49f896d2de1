/**
 * How values of the types that the two drivers read differently are read on both: int8 as a number (refused when it is
 * too large for one), date as "YYYY-MM-DD" without a zone, timestamptz as an ISO instant in UTC, bytea as a Buffer.
 * Keys are PostgreSQL's type numbers (pg_type.oid).
 */
export const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  17: (text) => Buffer.from(text.slice(2), 'hex'),
  20: (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value))
      throw new RangeError(`The database holds ${text}, too large to be read exactly.`);
    return value;
  },
  1082: (text) => text,
  1184: (text) => new Date(text).toISOString(),
};
