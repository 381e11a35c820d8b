import { Empty, Segmented } from 'antd';
import { CampaignFilter } from '../campaign/campaign-filter';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import { ShowPeople } from '../shell/reveal';
import type { Calls } from '../types';
import { useData } from '../use-data';
import { useQuery } from '../use-query';
import { useWords } from '../words';
import { CallCard } from './call-card';

/** The call list: units that no channel can reach, or that stay silent; the officer calls and records the outcome. */
export function Component() {
  const { say } = useWords();
  const [campaign, setCampaign] = useQuery('campaign');
  const [shown, setShown] = useQuery('shown');
  const done = shown === 'done';
  const query = new URLSearchParams({ ...(campaign && { campaign }), ...(done && { done: 'true' }) });
  const { data, error, reload } = useData<Calls>(`/api/calls?${query.toString()}`);
  return (
    <>
      <PageHead
        title={say('电话清单', 'Call list')}
        about={say(
          '发不到或一直不报的单位：打电话，代报数字，或点结果。',
          'Places that cannot be reached or stay silent: call them, enter what they report, or press what came of it.',
        )}
      />
      <div className="filters">
        <CampaignFilter value={campaign} onChange={setCampaign} all={say('所有正式活动', 'All live campaigns')} />
        <Segmented<string>
          value={done ? 'done' : 'open'}
          onChange={(value) => setShown(value === 'done' ? 'done' : null)}
          options={[
            { value: 'open', label: say('待打电话', 'To call') },
            { value: 'done', label: say('已处理', 'Done') },
          ]}
        />
      </div>
      {!data ? (
        <Loading error={error} reload={reload} />
      ) : data.calls.length === 0 ? (
        <Empty
          className="empty"
          description={done ? say('还没有处理过的电话。', 'No call is done yet.') : nobody(say)}
        />
      ) : (
        <>
          <ShowPeople
            wanted={{ purpose: 'call', people: data.calls.flatMap(({ people }) => people.map(({ id }) => id)) }}
            label={say('显示清单上所有人的姓名和号码', 'Show the names and numbers of the whole list')}
          />
          <div className="cards">
            {data.calls.map((call) => (
              <CallCard key={call.id} call={call} onDone={reload} />
            ))}
          </div>
        </>
      )}
    </>
  );
}

const nobody = (say: (zh: string, en: string) => string): string =>
  say(
    '没有要打的电话。联系不上或一直不报的单位会列在这里。',
    'Nobody has to be called. Places that cannot be reached or stay silent appear here.',
  );
