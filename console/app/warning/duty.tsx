import { Card, Empty, Menu } from 'antd';
import { useState } from 'react';
import { LinkButton } from '../shell/link-button';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { DutyItem } from '../types';
import { useData, useEvery } from '../use-data';
import { useQuery } from '../use-query';
import { useWords } from '../words';
import { DutyPanel } from './duty-panel';
import { dutyWord } from './duty-words';

const LOOK_EVERY_MS = 5000;

/** The server's limit; further questions appear when these are answered. */
const MOST = 200;
const shown = (count: number): string => (count < MOST ? String(count) : `${MOST}+`);

/** Questions about warnings that no machine may decide, each with the original text and a proposal. */
export function Component() {
  const { say } = useWords();
  const [campaign] = useQuery('campaign');
  const query = campaign ? `?campaign=${encodeURIComponent(campaign)}` : '';
  const { data, error, reload } = useData<DutyItem[]>(`/api/duty${query}`);
  const [chosen, setChosen] = useState<number | null>(null);
  useEvery(LOOK_EVERY_MS, reload);
  const item = data?.find(({ id }) => id === chosen) ?? data?.[0];
  return (
    <>
      <PageHead
        title={say('值班事项', 'For the duty officer')}
        about={say(
          '机器不能决定的，由人来定；决定后预警重新处理，叫应随之进行。',
          'What no machine may decide. The warning is then taken anew, and whoever answers it is told.',
        )}
        actions={<LinkButton to={`/warnings${query}`}>{say('所有预警', 'All warnings')}</LinkButton>}
      />
      {!data ? (
        <Loading error={error} reload={reload} />
      ) : !item ? (
        <Empty
          className="empty"
          description={say(
            '没有待定事项。有机器不能决定的预警时，会列在这里。',
            'Nothing waits. What no machine may decide about a warning appears here.',
          )}
        />
      ) : (
        <div className="grid-2">
          <Card size="small" title={say(`待定 ${shown(data.length)} 项`, `${shown(data.length)} open`)}>
            <Menu
              className="duty-list"
              selectedKeys={[String(item.id)]}
              onSelect={({ key }) => setChosen(Number(key))}
              items={data.map(({ id, kind, headline, about }) => ({
                key: String(id),
                label: `${dutyWord(kind, say)}: ${headline ?? about}`,
              }))}
            />
          </Card>
          <DutyPanel key={item.id} item={item.id} query={query} onDone={reload} />
        </div>
      )}
    </>
  );
}
