import type { ReactNode } from 'react';
import type { Shape } from '../../../domain/table/shape';
import type { BulkAct } from './bulk-bar';
import type { FilterField } from './filter-fields';
import type { Filters } from './use-address';

type Render<Row> = (row: Row) => ReactNode;

/** What a page adds to the declaration of a table. */
export interface DataTableProps<Row> {
  shape: Shape;
  rowKey: keyof Row & string;
  /** What a row is called where it is chosen; its key when left out. */
  nameOf?: (row: Row) => string;
  /** How a column is drawn; the others by their kind. */
  renders?: Readonly<Record<string, Render<Row>>>;
  /** Filters that the page draws itself. */
  filters?: Readonly<Record<string, (field: FilterField) => ReactNode>>;
  /** Filters that the page sets, and its reader cannot. */
  fixed?: Filters;
  /** What can be done with one row. */
  acts?: (row: Row, reload: () => void) => ReactNode;
  /** What is behind a row, opened at its place. */
  inside?: (row: Row, reload: () => void) => ReactNode;
  bulk?: readonly BulkAct<Row>[];
  /** What can be done with the chosen rows together, in place of `bulk`. @param done they were acted on */
  deciding?: (rows: readonly Row[], done: () => void) => ReactNode;
  /** What is said where there are no rows and no filters. */
  empty?: string;
  /** Draws each row as a card, for work that is more than a line. */
  card?: (row: Row, reload: () => void) => ReactNode;
  /** Stands above the rows, and knows them. */
  above?: (rows: readonly Row[]) => ReactNode;
  /** After rows were changed by an act. */
  changed?: () => void;
  /** Grows with what others have changed: the page is read again. */
  news?: number;
}
