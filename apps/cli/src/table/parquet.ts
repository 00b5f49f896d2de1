import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { joined, type TableFormat, type TableRows } from './table.ts';

/** Rows that are compressed and can be read together. */
const GROUP = 100_000;

/** Apache Parquet, compressed by Snappy, in groups of rows; `about` stands among its key-value metadata. */
export const parquetTable: TableFormat = (columns, about) => {
  const bytes = new ByteWriter();
  const sources = (rows: TableRows): ColumnSource[] =>
    columns.map(({ name, isWhole }, index) => ({
      name,
      data: isWhole ? Array.from(rows[index]!, whole) : Array.from(rows[index]!, number),
      type: isWhole ? 'INT64' : 'DOUBLE',
      nullable: true,
    }));
  const writer = new ParquetWriter({
    writer: bytes,
    schema: schemaFromColumnData({ columnData: sources(columns.map(() => new Float64Array())) }),
    kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })),
    createdBy: 'ketame',
  });
  const taken = () => {
    const part = bytes.getBytes().slice();
    bytes.index = 0;
    return part;
  };
  let waiting: TableRows[] = [];
  const writeWaiting = () => {
    const rows = joined(waiting, columns.length);
    waiting = [];
    if (rows[0]?.length) writer.write({ columnData: sources(rows), rowGroupSize: rows[0].length });
  };
  return {
    begin: taken,
    rows: (rows) => {
      waiting.push(rows);
      const count = waiting.reduce((sum, piece) => sum + piece[0]!.length, 0);
      if (count >= GROUP) writeWaiting();
      return taken();
    },
    end: () => {
      writeWaiting();
      writer.finish();
      return taken();
    },
  };
};

const whole = (value: number) => (Number.isNaN(value) ? null : BigInt(value));
const number = (value: number) => (Number.isNaN(value) ? null : value);
