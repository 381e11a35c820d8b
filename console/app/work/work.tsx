import { CheckCircleOutlined } from '@ant-design/icons';
import { Empty, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Panel } from '../parts/panel';
import { useMe } from '../session';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { WorkItem, WorkItems } from '../types';
import { useData, useEvery } from '../use-data';
import { showDay, showDeadline, showDistance } from '../when';
import { useWords } from '../words';
import { kindOfWork, pageOf, toDo } from './work-words';
import './work.css';

const LOOK_EVERY_MS = 15_000;
/** The server's limit; further work appears when this is done. */
const MOST = 200;

type When = 'late' | 'today' | 'later' | 'open';
const WHEN: readonly When[] = ['late', 'today', 'later', 'open'];

/** What is to be done, until when: all that waits for the reader, on the page where each is done. */
export function Component() {
  const { say, language } = useWords();
  const { can } = useMe();
  const { data, error, reload } = useData<WorkItems>('/api/work/items');
  const [kind, setKind] = useState<WorkItem['kind'] | 'all'>('all');
  useEvery(LOOK_EVERY_MS, reload);
  const all = data?.items ?? [];
  const kinds = [...new Set(all.map((item) => item.kind))];
  const items = all.filter((item) => kind === 'all' || item.kind === kind);
  const names: Record<When, string> = {
    late: say('已超时', 'Overdue'),
    today: say('今天', 'Today'),
    later: say('以后', 'Later'),
    open: say('没有期限', 'No deadline'),
  };
  return (
    <>
      <PageHead
        title={say('我的待办', 'My work')}
        about={say(
          '要我办的、什么时候到期；点一行就到办理的页面。',
          'What waits for me, and until when. A line leads to the page where it is done.',
        )}
      />
      {!data ? (
        <Loading error={error} reload={reload} />
      ) : all.length === 0 ? (
        <Empty
          className="empty"
          image={<CheckCircleOutlined className="all-done" />}
          description={say(
            '现在没有要办的。有新的待办会列在这里。',
            'Nothing waits for you now. What comes next appears here.',
          )}
        >
          {can('see-campaigns') && <Link to="/campaigns">{say('看看活动', 'See the campaigns')}</Link>}
        </Empty>
      ) : (
        <>
          {kinds.length > 1 && (
            <div className="filters work-kinds">
              <Segmented<WorkItem['kind'] | 'all'>
                value={kind}
                onChange={setKind}
                aria-label={say('哪一类', 'Which kind')}
                options={[
                  { value: 'all', label: `${say('全部', 'All')} ${all.length}` },
                  ...kinds.map((one) => ({
                    value: one,
                    label: `${say(...kindOfWork[one])} ${all.filter((item) => item.kind === one).length}`,
                  })),
                ]}
              />
            </div>
          )}
          {WHEN.map((when) => {
            const those = items.filter((item) => whenOf(item, language) === when);
            if (those.length === 0) return null;
            return (
              <Panel key={when} title={`${names[when]} ${those.length}`}>
                <ul className="work">
                  {those.map((item) => (
                    <Line key={`${item.kind} ${item.campaign} ${item.ref}`} item={item} />
                  ))}
                </ul>
              </Panel>
            );
          })}
          {all.length === MOST && (
            <p className="soft">
              {say(`这里列出最急的 ${MOST} 项；办完后列出其余的。`, `The ${MOST} most urgent; the others follow.`)}
            </p>
          )}
        </>
      )}
    </>
  );
}

function Line({ item }: { item: WorkItem }) {
  const { say, language } = useWords();
  const { dueAt, now, zone, about } = item;
  const late = dueAt !== null && dueAt <= now;
  return (
    <li>
      <Tag color={item.kind === 'alert' ? 'red' : 'default'}>{say(...kindOfWork[item.kind])}</Tag>
      <Link to={pageOf(item)}>
        {about.drill && say('【演练】', 'DRILL ')}
        {toDo(item, { say, language })}
      </Link>
      {dueAt && (
        <span className={late ? 'due overdue' : 'due soft'}>
          {showDeadline(dueAt, zone, language)} · {showDistance(dueAt, now, language)}
        </span>
      )}
    </li>
  );
}

function whenOf({ dueAt, now, zone }: WorkItem, language: 'zh-CN' | 'en'): When {
  if (dueAt === null) return 'open';
  if (dueAt <= now) return 'late';
  return showDay(dueAt, zone, language) === showDay(now, zone, language) ? 'today' : 'later';
}
