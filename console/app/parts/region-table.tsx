import { Progress as Bar, Table } from 'antd';
import { percent, shareOf } from '../completeness';
import type { Counts, RegionRow } from '../types';
import { useWords } from '../words';

const NONE: Counts = { expected: 0, onTime: 0, late: 0 };

interface Row extends Counts {
  code: string;
  name: string;
  missing: number;
  share: number | null;
}

/** The regions of one level; a name leads one level down. */
export function RegionTable({ rows, stage, onOpen }: { rows: RegionRow[]; stage: string; onOpen(code: string): void }) {
  const { say } = useWords();
  const shown: Row[] = rows.map(({ code, name, stages }) => {
    const counts = stages[stage] ?? NONE;
    return { code, name, ...counts, missing: counts.expected - counts.onTime - counts.late, share: shareOf(counts) };
  });
  return (
    <Table<Row>
      rowKey="code"
      size="small"
      dataSource={shown}
      pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ x: 560 }}
      columns={[
        {
          title: say('地区', 'Region'),
          dataIndex: 'name',
          render: (name: string, { code }) => (
            <button type="button" className="as-link" onClick={() => onOpen(code)}>
              {name}
            </button>
          ),
        },
        {
          title: say('完成度', 'Completeness'),
          dataIndex: 'share',
          width: 220,
          sorter: (a, b) => (a.share ?? 2) - (b.share ?? 2),
          render: (share: number | null, { name }) => (
            <Bar
              percent={Math.round((share ?? 0) * 100)}
              size="small"
              format={() => percent(share)}
              aria-label={`${name}: ${percent(share)}`}
            />
          ),
        },
        { title: say('应报', 'Expected'), dataIndex: 'expected', align: 'right' as const, className: 'number' },
        { title: say('准时', 'On time'), dataIndex: 'onTime', align: 'right' as const, className: 'number' },
        { title: say('迟报', 'Late'), dataIndex: 'late', align: 'right' as const, className: 'number' },
        {
          title: say('未报', 'Missing'),
          dataIndex: 'missing',
          align: 'right' as const,
          className: 'number',
          sorter: (a, b) => b.missing - a.missing,
        },
      ]}
    />
  );
}
