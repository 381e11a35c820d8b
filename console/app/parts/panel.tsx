import type { PropsWithChildren, ReactNode } from 'react';

/** A part of a first page with its heading. Ant Design's card brings its tabs and menus, a tenth of the first load. */
export function Panel({
  title,
  extra,
  className = '',
  children,
}: PropsWithChildren<{ title: ReactNode; extra?: ReactNode; className?: string }>) {
  return (
    <section className={`panel surface section ${className}`}>
      <header>
        <h2>{title}</h2>
        {extra}
      </header>
      {children}
    </section>
  );
}
