import { PlayCircleOutlined, PlusOutlined } from '@ant-design/icons';

import { Empty, Flex, Segmented } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';

import { useMe } from '../session';
import { LinkButton } from '../shell/link-button';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { Board } from '../types';
import { useData, useEvery } from '../use-data';
import { textOf, useWords } from '../words';
import { CampaignCard } from './campaign-card';

type Shown = 'running' | 'ended' | 'all' | 'away';
const LOOK_EVERY_MS = 5000;
const ENDED_SHOWN = 30;

/** Beside the campaigns, and much to load: cards and questions. */
const FirstSteps = lazy(() =>
  import('../help/first-steps').then(({ FirstSteps: Component }) => ({ default: Component })),
);
const Drafts = lazy(() => import('./drafts').then(({ Drafts: Component }) => ({ default: Component })));
/** Below the campaigns; it reads definitions, which is much to load. */
const TemplateList = lazy(() =>
  import('./templates/template-list').then(({ TemplateList: Component }) => ({ default: Component })),
);

/** All campaigns, and the templates for a new one. */
export function Component() {
  const { language, say } = useWords();
  const { can } = useMe();
  const [shown, setShown] = useState<Shown>('all');
  const { data, error, reload } = useData<Board>(
    `/api/board?ended=${ENDED_SHOWN}&away=${shown === 'away' ? 'yes' : 'no'}`,
  );
  const [sought, setSought] = useState('');
  useEvery(LOOK_EVERY_MS, reload);
  const campaigns = data?.campaigns.filter(
    ({ state, id, name, organisation }) =>
      (shown === 'all' || shown === 'away' || (state === 'running' || state === 'paused') === (shown === 'running')) &&
      [id, textOf(name, language), textOf(organisation, language)]
        .join(' ')
        .toLowerCase()
        .includes(sought.toLowerCase()),
  );
  return (
    <>
      <PageHead
        title={say('活动', 'Campaigns')}
        term="campaign"
        about={say(
          '正在进行的和已经结束的活动；先演练，再正式启动。',
          'What runs and what has ended. Rehearse first, then start for real.',
        )}
        actions={
          can('start-campaign') && (
            <>
              <LinkButton to="/rehearse" icon={<PlayCircleOutlined />}>
                {say('演练', 'Rehearse')}
              </LinkButton>
              <LinkButton to="/campaigns/new" type="primary" icon={<PlusOutlined />}>
                {say('新建活动', 'New campaign')}
              </LinkButton>
            </>
          )
        }
      />
      <Suspense>
        {can('manage-accounts') && <FirstSteps />}
        {can('start-campaign') && <Drafts />}
      </Suspense>
      <Flex gap={12} wrap>
        <Segmented<Shown>
          value={shown}
          onChange={setShown}
          aria-label={say('显示哪些', 'Which')}
          options={[
            { value: 'all', label: say('全部', 'All') },
            { value: 'running', label: say('进行中', 'Running') },
            { value: 'ended', label: say('已结束', 'Ended') },
            { value: 'away', label: say('已收起', 'Put away') },
          ]}
        />
        <input
          type="search"
          className="search-input"
          value={sought}
          aria-label={say('查找活动', 'Find a campaign')}
          placeholder={say('名称、单位或编号', 'Name, organisation or id')}
          onChange={({ target }) => setSought(target.value)}
        />
      </Flex>
      {!campaigns ? (
        <Loading error={error} reload={reload} />
      ) : campaigns.length === 0 && shown === 'away' ? (
        <Empty
          className="empty"
          description={say(
            '没有收起的活动。已结束的活动可以在卡片上收起，内容都保留。',
            'None is put away. One that has ended can be put away from its card; all of it stays.',
          )}
        />
      ) : campaigns.length === 0 && (sought !== '' || shown !== 'all') ? (
        <Empty className="empty" description={say('没有这样的活动', 'No such campaign')} />
      ) : campaigns.length === 0 ? (
        <Empty
          className="empty"
          description={say(
            '还没有活动。先演练一次：一分钟走完整个活动，不会打扰任何人。',
            'No campaign yet. Rehearse one: a whole season in a minute, and nobody is disturbed.',
          )}
        >
          {can('start-campaign') && (
            <LinkButton to="/rehearse" type="primary" icon={<PlayCircleOutlined />}>
              {say('开始演练', 'Rehearse one')}
            </LinkButton>
          )}
        </Empty>
      ) : (
        <div className="cards">
          {campaigns.map((campaign) => (
            <CampaignCard key={campaign.id} campaign={campaign} onPutAway={reload} />
          ))}
        </div>
      )}
      {campaigns && campaigns.length > 0 && (
        <p>
          <Link to="/campaigns/all">{say('全部活动（列表）', 'All campaigns, as a table')}</Link>
        </p>
      )}
      {can('start-campaign') && (
        <Suspense>
          <TemplateList />
        </Suspense>
      )}
    </>
  );
}
