/** A region on a map: a colour, and the figure that says the same. */
export interface Cell {
  code: string;
  /** Apart from others of the same region. */
  key?: string;
  name: string;
  value: string;
  /** Further lines of its tile. */
  more?: readonly string[];
  colour: string;
  /** Leads to the level below; a region without it leads nowhere. */
  open?: (() => void) | undefined;
}
