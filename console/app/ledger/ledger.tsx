import { Empty, Tabs } from 'antd';
import { Refusal } from '../api';
import { CampaignFilter } from '../campaign/campaign-filter';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { Books } from '../types';
import { useData } from '../use-data';
import { useQuery } from '../use-query';
import { useWords } from '../words';
import { ledgerPath } from './books';
import { Delivery } from './delivery';
import { Findings } from './findings';
import { Stores } from './stores';
import { Ways } from './ways';

/** Goods and money of a campaign: where they are, who has got them, and what does not fit. */
export function Component() {
  const { say } = useWords();
  const [campaign, setCampaign] = useQuery('campaign');
  const { data, error, reload } = useData<Books>(campaign ? ledgerPath(campaign) : null);
  const hasNone = error instanceof Refusal && error.code === 'ledger-no-accounts';
  return (
    <>
      <PageHead
        title={say('款物', 'Goods and money')}
        about={say(
          '每一笔收发都有来处和去处；数字由系统按流水汇总，对不上的写明该问谁。',
          'Everything that moves is booked with both ends. Figures are sums; what does not fit names whom to ask.',
        )}
      />
      <div className="filters">
        <CampaignFilter value={campaign} onChange={setCampaign} all={say('请选择活动', 'Choose a campaign')} />
      </div>
      {!campaign ? (
        <Empty className="empty" description={say('先选一个活动。', 'Choose a campaign first.')} />
      ) : hasNone ? (
        <Empty className="empty" description={error.message} />
      ) : !data ? (
        <Loading error={error} reload={reload} />
      ) : (
        <OneOf key={campaign} campaign={campaign} books={data} />
      )}
    </>
  );
}

function OneOf({ campaign, books }: { campaign: string; books: Books }) {
  const { say } = useWords();
  const [tab, setTab] = useQuery('tab');
  const of = { campaign, books };
  return (
    <Tabs
      activeKey={tab ?? 'stores'}
      onChange={(key) => setTab(key === 'stores' ? null : key)}
      destroyOnHidden
      items={[
        {
          key: 'stores',
          label: say('库存与在途', 'Stores and ways'),
          children: (
            <>
              <Stores {...of} />
              <Ways {...of} />
            </>
          ),
        },
        { key: 'delivery', label: say('发放与核对', 'Delivery'), children: <Delivery {...of} /> },
        { key: 'findings', label: say('审计疑点', 'Findings'), children: <Findings {...of} /> },
      ]}
    />
  );
}
