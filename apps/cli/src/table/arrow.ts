import {
  AsyncByteQueue,
  type Data,
  Field,
  Float64,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
} from 'apache-arrow';
import type { TableColumn, TableFormat } from './table.ts';

/** Takes what a writer writes, at once. */
class Taken extends AsyncByteQueue {
  private parts: Uint8Array[] = [];

  override write(part: Uint8Array): void {
    this.parts.push(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  }

  take(): Uint8Array {
    const whole = Buffer.concat(this.parts);
    this.parts = [];
    return whole;
  }
}

/** The Apache Arrow IPC file format; `about` stands in the metadata of its schema. */
export const arrowTable: TableFormat = (columns, about) => {
  const fields = columns.map(
    ({ name, isWhole }) => new Field(name, isWhole ? new Int64() : new Float64(), true),
  );
  const schema = new Schema(fields, new Map(Object.entries(about)));
  const writer = new RecordBatchFileWriter();
  const bytes = new Taken();
  return {
    begin: () => {
      writer.reset(bytes, schema);
      return bytes.take();
    },
    rows: (rows) => {
      const length = rows[0]?.length ?? 0;
      const children = columns.map((column, index) => dataOf(column, rows[index]!));
      writer.write(new RecordBatch(schema, makeData({ type: new Struct(fields), length, children })));
      return bytes.take();
    },
    end: () => {
      writer.finish();
      return bytes.take();
    },
  };
};

function dataOf({ isWhole }: TableColumn, values: Float64Array): Data {
  const { length } = values;
  const nullBitmap = new Uint8Array(Math.ceil(length / 8));
  let nullCount = 0;
  values.forEach((value, index) => {
    if (Number.isNaN(value)) nullCount++;
    else nullBitmap[index >> 3] = nullBitmap[index >> 3]! | (1 << (index & 7));
  });
  const filled = (value: number) => (Number.isNaN(value) ? 0 : value);
  if (!isWhole)
    return makeData({ type: new Float64(), length, nullCount, nullBitmap, data: values.map(filled) });
  const data = BigInt64Array.from(values, (value) => BigInt(filled(value)));
  return makeData({ type: new Int64(), length, nullCount, nullBitmap, data });
}
