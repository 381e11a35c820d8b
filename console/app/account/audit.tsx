import { Button, Card, Flex, Table } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { get } from '../api';
import { CampaignFilter } from '../campaign/campaign-filter';
import { useMe } from '../session';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { Account, Entry } from '../types';
import { useData } from '../use-data';
import { useQuery } from '../use-query';
import { showTime } from '../when';
import { useWords } from '../words';
import { verbWord } from './verb-words';

const PAGE = 100;

/** The audit log: who did what, when and why. */
export function Component() {
  const { language, say } = useWords();
  const { can } = useMe();
  const [campaign, setCampaign] = useQuery('campaign');
  const { data: accounts } = useData<Account[]>(can('manage-accounts') ? '/api/accounts' : null);
  const [entries, setEntries] = useState<Entry[] | null>(null);
  const [more, setMore] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const read = useCallback(
    async (before: Entry[]) => {
      const query = new URLSearchParams({ limit: String(PAGE), ...(campaign && { campaign }) });
      const last = before.at(-1);
      if (last) query.set('before', String(last.id));
      const page = await get<Entry[]>(`/api/audit?${query}`);
      setEntries([...before, ...page]);
      setMore(page.length === PAGE);
    },
    [campaign],
  );
  useEffect(() => void read([]).catch(setError), [read]);
  const nameOf = ({ account: number, via, by }: Entry) =>
    number === null
      ? [via, by].filter(Boolean).join(' · ')
      : (accounts?.find(({ id }) => id === number)?.name ?? say(`账号 ${number}`, `account ${number}`));
  if (error) return <Loading error={error} reload={() => void read([]).then(() => setError(null), setError)} />;
  return (
    <>
      <PageHead
        title={say('操作记录', 'Audit')}
        about={say('谁在何时做了什么，为什么。只增不改。', 'Who did what, when and why. It is only ever added to.')}
      />
      <CampaignFilter value={campaign} onChange={setCampaign} all={say('全部', 'Everything')} />
      <Card size="small" className="section">
        <Table<Entry>
          rowKey="id"
          size="small"
          loading={entries === null}
          pagination={false}
          scroll={{ x: 760 }}
          dataSource={entries ?? []}
          columns={[
            {
              title: say('时间', 'When'),
              render: (_, { at, zone }) => showTime(at, zone, language),
            },
            { title: say('谁', 'Who'), render: (_, entry) => nameOf(entry) },
            { title: say('做了什么', 'What'), dataIndex: 'verb', render: (verb: string) => verbWord(verb, say) },
            {
              title: say('活动', 'Campaign'),
              dataIndex: 'campaign',
              render: (id: string | null) => id && <Link to={`/campaigns/${id}`}>{id}</Link>,
            },
            {
              title: say('对象', 'About'),
              dataIndex: 'target',
              render: (target: Entry['target']) =>
                Object.entries(target)
                  .map(([name, value]) => `${name} ${value}`)
                  .join(', '),
            },
            { title: say('原因', 'Reason'), dataIndex: 'reason' },
          ]}
        />
        {more && entries && (
          <Flex justify="center" style={{ marginTop: 12 }}>
            <Button onClick={() => void read(entries)}>{say('再看更早的', 'Show older ones')}</Button>
          </Flex>
        )}
      </Card>
    </>
  );
}
