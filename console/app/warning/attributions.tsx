import { Fragment } from 'react';
import { useWords } from '../words';

/** The attributions of a warning's feeds: addresses, by their host, and sentences. */
export function Attributions({ of }: { of: string[] }) {
  const { say } = useWords();
  if (of.length === 0) return null;
  return (
    <div className="soft">
      {say('数据来源：', 'Source: ')}
      {of.map((one, index) => {
        const host = /^https?:\/\/([^/?#\s]+)/.exec(one)?.[1];
        return (
          <Fragment key={one}>
            {index > 0 && ' · '}
            {host ? (
              <a href={one} target="_blank" rel="noreferrer" style={{ textDecoration: 'underline' }}>
                {host}
              </a>
            ) : (
              one
            )}
          </Fragment>
        );
      })}
    </div>
  );
}
