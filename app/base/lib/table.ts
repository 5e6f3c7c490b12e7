/** How a table's row is described once for the hot paths: each field with its column and type. */
export type ColumnType =
  | 'text'
  | 'int4'
  | 'int8'
  | 'float8'
  | 'bool'
  | 'bytea'
  | 'timestamptz'
  | 'date'
  | 'jsonb'
  | 'text[]'
  | 'int8[]';

export interface Table<Row> {
  readonly name: string;
  /** The row's field that is unique within a shop. */
  readonly key: keyof Row & string;
  /** What a partial unique index says after WHERE, when the key is unique only among these rows. */
  readonly among?: string;
  readonly columns: { readonly [Field in keyof Row & string]: readonly [column: string, type: ColumnType] };
}
