import { Button, Flex, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { PAPERS } from '../../../../domain/table/shapes/lists';
import { useMe } from '../../session';
import { DataTable } from '../../table/data-table';
import type { ListedPaper } from '../../types';
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
  const [taken, setTaken] = useState(0);
  return (
    <>
      <Flex justify="space-between" align="center" gap={12} wrap className="section">
        <span className="soft">
          {say(
            '收下纸质名单，村里就算已报，不再催报；乡镇在两个工作日内录入，再由另一个人对着纸核对。',
            'With the paper the village has reported and is reminded no more; the township keys it within two working days, and another person compares it with the paper.',
          )}
        </span>
        {can('edit-lists') && (
          <Button type="primary" onClick={() => setTaking(true)}>
            {say('收一份纸质名单', 'Take a paper list')}
          </Button>
        )}
      </Flex>
      <DataTable<ListedPaper>
        shape={PAPERS}
        rowKey="id"
        news={taken}
        fixed={{ campaign, list: list.id }}
        renders={{
          unitName: ({ id, unitName }) => <Link to={paperPage(campaign, list.id, id)}>{unitName}</Link>,
          handedOver: (one) => showTime(one.handedOver, zone, language),
          state: (one) => <PaperState {...one} />,
        }}
        empty={say('没有纸质名单。', 'There are no lists on paper.')}
      />
      {taking && (
        <TakePaper
          {...listing}
          path={`${pathOf(campaign, list.id)}/papers`}
          close={() => {
            setTaking(false);
            setTaken((before) => before + 1);
          }}
        />
      )}
    </>
  );
}
