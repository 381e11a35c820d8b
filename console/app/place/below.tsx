import { Card, Typography } from 'antd';
import type { PlaceRecord } from '../types';
import { useWords } from '../words';
import { PlaceLink } from './place-link';

/** The places right below a region, each leading to its own record. */
export function Below({ record: { below, moreBelow, campaign } }: { record: PlaceRecord }) {
  const { say } = useWords();
  if (below.length === 0) return null;
  return (
    <Card
      size="small"
      className="section"
      title={<Typography.Title level={2}>{say(`下级 ${below.length}`, `Below it: ${below.length}`)}</Typography.Title>}
    >
      <ul className="places-below">
        {below.map(({ code, name }) => (
          <li key={code}>
            <PlaceLink code={code} name={name} campaign={campaign?.id ?? null} />
          </li>
        ))}
      </ul>
      {moreBelow && <p className="soft">{say('只列出前 600 个。', 'The first 600 only.')}</p>}
    </Card>
  );
}
