import { Empty } from 'antd';
import { useState } from 'react';
import { Loading } from '../../shell/loading';
import type { Looked, Tree } from '../../shell/tree';
import type { RegionRow, Regions } from '../../types';
import { useLiveData } from '../../use-data';
import { useWords } from '../../words';
import { countsOf, phaseOf, shareOf } from '../completeness';
import { RegionLine } from './region-line';
import { moveInTree } from './tree-keys';
import { countOf } from './unit-filter';

/** The order of regions with the same superior; the register's own when null. */
type Order = 'share' | 'missing' | null;

/** Up to this many units are shown at once; with more, the reader opens the interesting branches. */
const FEW = 30;

interface Props extends Looked {
  /** The branches that the reader has opened and closed. */
  opened: ReadonlyMap<string, boolean>;
  onOpen(code: string, open: boolean): void;
}

/**
 * County → township → village, each opened in place. Only open branches are read, and read again after changes, so a
 * campaign of 29,000 villages costs no more than the open branches.
 */
export function TreeTable(props: Props) {
  const { say } = useWords();
  const { progress, stage, show, news } = props;
  const { data, error, reload } = useLiveData<Regions>(
    `/api/campaigns/${encodeURIComponent(progress.id)}/regions`,
    news,
  );
  if (!data) return <Loading error={error} reload={reload} />;
  const root = data.here;
  if (!root || countsOf(root, stage.id).expected === 0)
    return (
      <Empty
        description={
          phaseOf(stage, progress.now) === 'ahead'
            ? say('这个阶段还没有开始', 'This stage has not begun')
            : say('这个阶段刚开始，还没有布置到单位', 'This stage has just begun; no unit has been asked yet')
        }
      />
    );
  return <Opened key={`${stage.id} ${show}`} {...props} root={root} rows={data.rows} />;
}

function Opened({ root, rows, opened, onOpen, ...looked }: Props & { root: RegionRow; rows: RegionRow[] }) {
  const { say } = useWords();
  const [order, setOrder] = useState<Order>(null);
  const { stage, show } = looked;
  // The state at the first view: later returns do not open or close branches.
  const [few] = useState(() => show !== 'all' && countOf(show, countsOf(root, stage.id)) <= FEW);
  const tree: Tree = {
    ...looked,
    onOpen,
    isOpen: ({ code }) => opened.get(code) ?? (few || code === root.code),
    sorted: (some) => inOrder(some, order, stage.id),
  };
  const head = (word: string, by: Exclude<Order, null>) => (
    <th scope="col" className={by === 'missing' ? 'number' : ''} aria-sort={order === by ? 'ascending' : 'none'}>
      <button type="button" className="as-link" onClick={() => setOrder(order === by ? null : by)}>
        {word} {order === by && '↓'}
      </button>
    </th>
  );
  return (
    <div className="tree">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree grid is made of a table (ARIA Practices).
        role="treegrid"
        aria-label={say('各级完成度', 'Completeness by level')}
        onKeyDown={moveInTree}
      >
        <thead>
          <tr>
            <th scope="col">{say('地区、单位', 'Region, unit')}</th>
            {head(say('完成度', 'Completeness'), 'share')}
            <th scope="col" className="number">
              {say('应报', 'Expected')}
            </th>
            <th scope="col" className="number">
              {say('按时', 'On time')}
            </th>
            <th scope="col" className="number">
              {say('迟报', 'Late')}
            </th>
            {head(say('未报', 'Missing'), 'missing')}
            <th scope="col">{say('下一步', 'Next')}</th>
          </tr>
        </thead>
        <tbody>
          <RegionLine tree={tree} region={root} level={1} rows={rows} />
        </tbody>
      </table>
    </div>
  );
}

/** @returns the regions, the least complete or those with most missing units first. */
function inOrder(rows: readonly RegionRow[], order: Order, stage: string): RegionRow[] {
  if (order === null) return [...rows];
  const rank = (row: RegionRow) => {
    const counts = countsOf(row, stage);
    return order === 'share' ? (shareOf(counts) ?? 2) : -countOf('missing', counts);
  };
  return [...rows].sort((a, b) => rank(a) - rank(b));
}
