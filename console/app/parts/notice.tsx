import type { ReactNode } from 'react';

/**
 * What a page says instead of its content: one picture, one sentence, one way on. Ant Design's own has three large
 * drawings, which every first visit would load.
 */
export function Notice({
  icon,
  title,
  about,
  children,
}: {
  icon: ReactNode;
  title: string;
  about?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="notice">
      <div className="notice-icon" aria-hidden>
        {icon}
      </div>
      <h1>{title}</h1>
      {about && <p className="soft">{about}</p>}
      {children}
    </div>
  );
}
