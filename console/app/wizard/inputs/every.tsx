import { Fragment, type ReactNode } from 'react';

/**
 * The editors of one part of the definition. Each key must be here, so that a new key of the schema does not compile
 * without an editor; null for a key that this part does not need.
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
