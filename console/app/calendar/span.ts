/** A stage on the calendar: days, first and last. */
export interface Span {
  id: string;
  name: string;
  colour: string;
  opens: string;
  due: string;
  lock: string;
}
