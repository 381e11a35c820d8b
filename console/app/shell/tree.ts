import type { Show } from '../campaign/figures/unit-filter';
import type { Progress, RegionRow, Stage } from '../types';

/** The shown part of a campaign's completeness. */
export interface Looked {
  progress: Progress;
  stage: Stage;
  show: Show;
  /** Changes after every change on the server; see `useNews`. */
  news: number;
}

/** Indentation of a level; units, which have no arrow, get the same instead of it. */
export const INDENT_PX = 16;

/** Data for every line of the tree. */
export interface Tree extends Looked {
  isOpen(region: RegionRow): boolean;
  onOpen(code: string, open: boolean): void;
  sorted(rows: readonly RegionRow[]): RegionRow[];
}
