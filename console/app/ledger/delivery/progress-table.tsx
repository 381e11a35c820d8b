import { Card, Progress } from 'antd';
import { Link } from 'react-router';
import { WHY_NAMES, type Why } from '../../../../domain/ledger/undelivered';
import { PlainTable } from '../../table/plain-table';
import type { Level, Reconciliation } from '../../types';
import { textOf, useWords } from '../../words';
import { type InBooks, rowsIn, useThings } from '../books';

const PERCENT = 100;
const share = ({ planned, delivered }: Level) => Math.floor((delivered / planned) * PERCENT);

/** What was to be handed over in the region and each right below it, in money, pieces and rows. */
export function ProgressTable({
  campaign,
  books,
  found: { whole, parts },
  open,
}: InBooks & { found: Reconciliation; open(region: Level): void }) {
  const { language, say } = useWords();
  const { thing, amount } = useThings(books);
  const [top] = whole;
  const lines = [
    ...whole.map((line) => ({ ...line, isWhole: true })),
    ...parts.map((line) => ({ ...line, isWhole: false })),
  ].filter(({ planned }) => planned > 0);
  const regionOf = (line: (typeof lines)[number]) => {
    if (line.isWhole) return <strong>{line.name}</strong>;
    if (line.region === top?.region) return say('本级', 'itself');
    return (
      <button type="button" className="as-link" onClick={() => open(line)}>
        {line.name}
      </button>
    );
  };
  const missing = ({ item, undelivered }: Level) =>
    Object.entries(undelivered)
      .filter(([, quantity]) => quantity > 0)
      .map(([why, quantity]) => `${textOf(WHY_NAMES[why as Why], language)} ${amount(item, quantity)}`)
      .join(' · ');
  return (
    <Card size="small" className="section" title={say('发放进度', 'Delivery')}>
      <PlainTable<(typeof lines)[number]>
        rowKey={({ isWhole, region, item, purse }) => `${isWhole} ${region} ${item} ${purse}`}
        pagination={{ pageSize: 100, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={lines}
        locale={{ emptyText: say('还没有人应领款物。', 'Nobody is entitled to anything yet.') }}
        columns={[
          { title: say('地区', 'Region'), fixed: 'left', className: 'whole', render: (_, line) => regionOf(line) },
          { title: say('款物', 'Item'), className: 'whole', render: (_, line) => thing(line) },
          {
            title: say('进度', 'Progress'),
            render: (_, line) => (
              <>
                <Progress percent={share(line)} size="small" style={{ width: 120 }} />
                <div className="only-narrow">
                  {amount(line.item, line.delivered)} / {amount(line.item, line.planned)}
                </div>
              </>
            ),
          },
          {
            title: say('已发 / 应发', 'Given / due'),
            responsive: ['sm'],
            align: 'right',
            className: 'number',
            render: (_, { item, delivered, planned }) => `${amount(item, delivered)} / ${amount(item, planned)}`,
          },
          {
            title: say('发齐 / 应发户', 'Rows served / due'),
            align: 'right',
            className: 'number',
            render: (_, { served, owed }) => `${served} / ${owed}`,
          },
          {
            title: say('领后退回', 'Given back'),
            align: 'right',
            className: 'number',
            render: (_, { item, returned }) => (returned > 0 ? amount(item, returned) : '–'),
          },
          {
            title: say('未发，原因', 'Not given, and why'),
            render: (_, line) => {
              const words = missing(line);
              if (!words) return '–';
              return (
                <>
                  {words}{' '}
                  {(line.undelivered.unexplained ?? 0) > 0 && (
                    <Link to={rowsIn(campaign, line.region)}>{say('去说明', 'Say why')}</Link>
                  )}
                </>
              );
            },
          },
        ]}
      />
    </Card>
  );
}
