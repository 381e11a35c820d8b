import { Tag } from 'antd';
import { useState } from 'react';
import { MONEY } from '../../../../domain/ledger/items';
import { TRANSFER_WORDS } from '../../../../domain/ledger/ledger-words';
import { TRANSFERS } from '../../../../domain/table/shapes/ledger';
import { RegionFilter } from '../../people/region-filter';
import { useMe } from '../../session';
import { DataTable } from '../../table/data-table';
import type { TransferRow } from '../../types';
import { useNews } from '../../use-data';
import { useWords } from '../../words';
import { ActWithKey } from '../acts/act-with-key';
import { type InBooks, ledgerPath, useThings } from '../books';
import { thingFilters } from '../thing-filters';

/** What was booked, the newest first; another hand than booked it may undo it. */
export function Journal({ campaign, books }: InBooks) {
  const { say } = useWords();
  const { can } = useMe();
  const { thing, amount } = useThings(books);
  const told = useNews(`/api/campaigns/${encodeURIComponent(campaign)}/events`);
  const [undone, setUndone] = useState(0);
  const about = ({ kind, item, purse, pieces, fen }: TransferRow) =>
    [say(...TRANSFER_WORDS[kind]), thing({ item, purse }), amount(item, (item === MONEY ? fen : pieces) ?? 0)].join(
      ' · ',
    );
  return (
    <DataTable<TransferRow>
      shape={TRANSFERS}
      rowKey="id"
      news={told + undone}
      fixed={{ campaign }}
      filters={{
        ...thingFilters(books, say),
        place: (field) => <RegionFilter {...field} all={say('所有库存', 'All stores')} />,
      }}
      renders={{
        standing: ({ standing }) =>
          standing === 'stands' ? (
            say('有效', 'stands')
          ) : (
            <Tag>{standing === 'undone' ? say('已撤销', 'undone') : say('撤销别的一笔', 'undoes another')}</Tag>
          ),
      }}
      {...(can('keep-ledger') && {
        acts: (one: TransferRow) =>
          one.standing === 'stands' && (
            <ActWithKey
              path={`${ledgerPath(campaign)}/transfers/${one.id}/correction`}
              button={say('撤销', 'Undo')}
              title={say('撤销一笔', 'Undo a transfer')}
              about={say(
                `${about(one)}：按原数反向登记一笔。自己登记的，由另一人撤销。`,
                `${about(one)}: the same is booked the other way. Another person undoes what one has booked.`,
              )}
              why
              danger
              said={say('已撤销', 'Undone')}
              done={() => setUndone((before) => before + 1)}
            />
          ),
      })}
      empty={say('还没有登记。', 'Nothing was booked yet.')}
    />
  );
}
