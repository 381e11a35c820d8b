import { Link } from 'react-router';
import { HOLDINGS } from '../../../../domain/table/shapes/ledger';
import { DataTable } from '../../table/data-table';
import type { HoldingRow } from '../../types';
import { useWords } from '../../words';
import { type InBooks, ledgerTab } from '../books';
import { thingFilters } from '../thing-filters';

/** What lies in each store, and what was promised to it, by item and purse. */
export function Held({ campaign, books, news }: InBooks & { news: number }) {
  const { say } = useWords();
  return (
    <DataTable<HoldingRow>
      shape={HOLDINGS}
      rowKey="key"
      news={news}
      fixed={{ campaign }}
      filters={thingFilters(books, say)}
      acts={({ region }) => (
        <Link to={`${ledgerTab(campaign, 'journal')}&place=${encodeURIComponent(region)}`}>
          {say('流水', 'Journal')}
        </Link>
      )}
      empty={say('库里没有款物；先登记收到的款物。', 'Nothing lies in a store. Book what was received first.')}
    />
  );
}
