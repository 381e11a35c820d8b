import { Empty, Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { Refusal } from '../api';
import { CampaignFilter } from '../campaign/campaign-filter';
import { useMe } from '../session';
import { LinkButton } from '../shell/link-button';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { Books } from '../types';
import { useData } from '../use-data';
import { useQuery } from '../use-query';
import { useWords } from '../words';
import { Bank } from './bank/bank';
import { ledgerPath } from './books';
import { Deliveries } from './delivery/deliveries';
import { Delivery } from './delivery/progress';
import { Overview } from './figures/overview';
import { Findings } from './findings';
import { Journal } from './stores/journal';
import { Stores } from './stores/stores';

/** Goods and money of a campaign: where they are, who has got them, and what does not fit. */
export function Component() {
  const { say } = useWords();
  const { can } = useMe();
  const [campaign, setCampaign] = useQuery('campaign');
  const { data, error, reload } = useData<Books>(campaign ? ledgerPath(campaign) : null);
  const hasNone = error instanceof Refusal && error.code === 'ledger-no-accounts';
  return (
    <>
      <PageHead
        title={say('款物', 'Goods and money')}
        term="ledger"
        about={say(
          '每一笔收发都有来处和去处；数字由系统按流水汇总，对不上的写明该问谁。',
          'Everything that moves is booked with both ends. Figures are sums; what does not fit names whom to ask.',
        )}
      />
      <div className="filters">
        <CampaignFilter value={campaign} onChange={setCampaign} all={say('请选择活动', 'Choose a campaign')} />
        {campaign && can('see-campaigns') && (
          <LinkButton to={`/campaigns/${encodeURIComponent(campaign)}`}>{say('活动页', 'The campaign')}</LinkButton>
        )}
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
  const [query, setQuery] = useSearchParams();
  const of = { campaign, books };
  // Each tab has its own table: how one is sorted and filtered means nothing to another.
  const open = (tab: string) => setQuery({ campaign, ...(tab !== 'overview' && { tab }) }, { replace: true });
  return (
    <Tabs
      activeKey={query.get('tab') ?? 'overview'}
      onChange={open}
      destroyOnHidden
      items={[
        { key: 'overview', label: say('总览', 'Overview'), children: <Overview {...of} /> },
        { key: 'stores', label: say('库存与在途', 'Stores and ways'), children: <Stores {...of} /> },
        { key: 'journal', label: say('流水', 'Journal'), children: <Journal {...of} /> },
        { key: 'delivery', label: say('发放与核对', 'Delivery'), children: <Delivery {...of} /> },
        { key: 'deliveries', label: say('发放记录', 'Deliveries'), children: <Deliveries {...of} /> },
        { key: 'bank', label: say('银行代发', 'By card'), children: <Bank {...of} /> },
        { key: 'findings', label: say('审计疑点', 'Findings'), children: <Findings {...of} /> },
      ]}
    />
  );
}
