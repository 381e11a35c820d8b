import type { FigureLine } from '../types';

/** Figures with their names. @param shots address of a photo by its id; left out, there are none */
export function Figures({
  lines,
  caption,
  shots,
}: {
  lines: readonly FigureLine[];
  caption?: string;
  shots?: (photo: string) => string;
}) {
  return (
    <>
      {caption && <p className="soft">{caption}</p>}
      <dl className="facts-list record-figures">
        {lines.map(({ label, value, photo }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {photo !== null && shots ? (
                <a href={shots(photo)} target="_blank" rel="noreferrer">
                  <img src={shots(photo)} alt={label} loading="lazy" className="record-shot" />
                </a>
              ) : (
                value
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
