import type { Show } from '../campaign/figures/unit-filter';
import type { Progress, RegionRow, Stage } from '../types';

/** What of a campaign's completeness is looked at. */
export interface Looked {
  progress: Progress;
  stage: Stage;
  show: Show;
  /** Moves when something has changed; see `useNews`. */
  news: number;
}

/** A level further in; and as much for the arrow that units do not have. */
export const INDENT_PX = 16;

/** What every line of the tree needs to know. */
export interface Tree extends Looked {
  isOpen(region: RegionRow): boolean;
  onOpen(code: string, open: boolean): void;
  sorted(rows: readonly RegionRow[]): RegionRow[];
}
