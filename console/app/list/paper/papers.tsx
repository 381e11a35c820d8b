import { Button, Card, Flex, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMe } from '../../session';
import { Loading } from '../../shell/loading';
import { PlainTable } from '../../table/plain-table';
import type { Papers as Listed, ListedPaper } from '../../types';
import { useData } from '../../use-data';
import { showTime } from '../../when';
import { useWords } from '../../words';
import { type Listing, pathOf } from '../listing';
import { TakePaper } from './take-paper';

/** @returns the address of a paper's page. */
const paperPage = (campaign: string, list: string, paper: number): string =>
  `/campaigns/${encodeURIComponent(campaign)}/lists/${encodeURIComponent(list)}/papers/${paper}`;

/** How far a paper has come. */
export function PaperState({ state, closed }: Pick<ListedPaper, 'state' | 'closed'>) {
  const { say } = useWords();
  const states = {
    taken: <Tag color="warning">{say('已交未录', 'not keyed')}</Tag>,
    keyed: <Tag color="processing">{say('已录待核对', 'to be compared')}</Tag>,
    compared: <Tag color="success">{say('已核对', 'compared')}</Tag>,
    void: <Tag>{say('作废', 'void')}</Tag>,
  };
  return (
    <>
      {states[state]}
      {closed && state === 'taken' && <Tag color="error">{say('已锁定', 'locked')}</Tag>}
    </>
  );
}

/** Lists that villages have handed over on paper: taken, keyed, compared. */
export function Papers(listing: Listing) {
  const { campaign, list, zone } = listing;
  const { language, say } = useWords();
  const { can } = useMe();
  const [taking, setTaking] = useState(false);
  const [before, setBefore] = useState<number | null>(null);
  const path = `${pathOf(campaign, list.id)}/papers`;
  const { data, error, reload } = useData<Listed>(before === null ? path : `${path}?before=${before}`);
  if (!data) return <Loading error={error} reload={reload} />;
  return (
    <Card
      size="small"
      className="section"
      title={say('纸质名单', 'Lists on paper')}
      extra={
        can('edit-lists') && (
          <Button type="primary" onClick={() => setTaking(true)}>
            {say('收一份纸质名单', 'Take a paper list')}
          </Button>
        )
      }
    >
      <p className="soft">
        {say(
          '收下纸质名单，村里就算已报，不再催报；乡镇在两个工作日内录入，再由另一个人对着纸核对。',
          'With the paper the village has reported and is reminded no more; the township keys it within two working days, and another person compares it with the paper.',
        )}
      </p>
      <PlainTable<ListedPaper>
        rowKey="id"
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={data.papers}
        locale={{ emptyText: say('没有纸质名单。', 'There are no lists on paper.') }}
        columns={[
          {
            title: say('单位', 'Unit'),
            render: (_, { id, unitName }) => <Link to={paperPage(campaign, list.id, id)}>{unitName}</Link>,
          },
          { title: say('回执号', 'Receipt'), dataIndex: 'receipt', responsive: ['sm'] },
          {
            title: say('交来时间', 'Handed over'),
            responsive: ['md'],
            render: (_, one) => showTime(one.handedOver, zone, language),
          },
          { title: say('纸上 / 已录', 'On paper / keyed'), render: (_, { rows, keyed }) => `${rows} / ${keyed}` },
          {
            title: say('与手机不一致', 'Differ from the phone'),
            dataIndex: 'differing',
            align: 'right',
            responsive: ['md'],
          },
          { title: say('状态', 'State'), render: (_, one) => <PaperState {...one} /> },
        ]}
      />
      <Flex gap={8}>
        {before !== null && <Button onClick={() => setBefore(null)}>{say('最新的', 'The latest')}</Button>}
        {data.next !== null && <Button onClick={() => setBefore(data.next)}>{say('更早的', 'Earlier ones')}</Button>}
      </Flex>
      {taking && (
        <TakePaper
          {...listing}
          path={path}
          close={() => {
            setTaking(false);
            reload();
          }}
        />
      )}
    </Card>
  );
}
