import { InputNumber, Select } from 'antd';
import type { ListDefinition } from '../../../../domain/campaign/definition/definition';
import { useWords } from '../../words';
import { RowList } from '../inputs/row-list';

type Minimum = ListDefinition['minimum'][number];

/** How often each row needs a deed. */
export function MinimumRows({ rows, onChange }: { rows: readonly Minimum[]; onChange(rows: Minimum[]): void }) {
  const { say } = useWords();
  return (
    <RowList<Minimum>
      title={say('最低次数', 'At least')}
      rows={rows}
      make={() => ({ deed: 'contact', times: 4, per: 'year' })}
      addWord={say('加一条', 'Add a rule')}
      onChange={onChange}
    >
      {(minimum, put, name) => (
        <>
          <Select
            value={minimum.deed}
            options={[
              { value: 'contact', label: say('联系', 'contacts') },
              { value: 'visit', label: say('走访', 'visits') },
              { value: 'help', label: say('帮办实事', 'help given') },
            ]}
            aria-label={`${name}: ${say('事项', 'deed')}`}
            style={{ minWidth: 110 }}
            onChange={(deed) => put({ ...minimum, deed })}
          />
          <InputNumber
            value={minimum.times}
            min={1}
            max={366}
            aria-label={`${name}: ${say('次数', 'times')}`}
            onChange={(times) => times && put({ ...minimum, times })}
          />
          <Select
            value={minimum.per}
            options={[
              { value: 'week', label: say('每周', 'a week') },
              { value: 'month', label: say('每月', 'a month') },
              { value: 'year', label: say('每年', 'a year') },
            ]}
            aria-label={`${name}: ${say('周期', 'period')}`}
            style={{ minWidth: 90 }}
            onChange={(per) => put({ ...minimum, per })}
          />
        </>
      )}
    </RowList>
  );
}
