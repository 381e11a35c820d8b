import { Fragment, type ReactNode } from 'react';

/**
 * The editors of one part of the definition. Each key of it has to be here, so that a key that is added to the schema
 * does not compile until somebody has thought of how it is edited; null where a key means nothing for this one.
 */
export function Every<Part extends object>({ children }: { children: Record<keyof Part & string, ReactNode> }) {
  return (
    <div className="parts">
      {Object.entries<ReactNode>(children).map(([key, editor]) => (
        <Fragment key={key}>{editor}</Fragment>
      ))}
    </div>
  );
}
