import { RightOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import { placePath } from '../../place/place-link';
import { useMe } from '../../session';
import { INDENT_PX, type Tree } from '../../shell/tree';
import type { RegionRow, Regions } from '../../types';
import { useLiveData } from '../../use-data';
import { useWords } from '../../words';
import { countsOf, sumOf } from '../completeness';
import { ShareBar } from '../stages/share-bar';
import { BranchLoading } from './branch-loading';
import { LINE } from './tree-keys';
import { countOf } from './unit-filter';
import { UnitLines } from './unit-lines';

interface Branch {
  tree: Tree;
  region: RegionRow;
  /** 1 is the top. */
  level: number;
}

/** A region, with the lines below it while it is open. @param rows the regions right below it, if known already */
export function RegionLine({ tree, region, level, rows }: Branch & { rows?: RegionRow[] }) {
  const { say } = useWords();
  const { can } = useMe();
  const { code, name } = region;
  const counts = countsOf(region, tree.stage.id);
  const { expected, onTime, late } = counts;
  const open = tree.isOpen(region);
  return (
    <>
      <tr aria-level={level} aria-expanded={open}>
        <th scope="row" style={{ paddingInlineStart: level * INDENT_PX }}>
          <button
            type="button"
            className="as-link"
            aria-expanded={open}
            onClick={() => tree.onOpen(code, !open)}
            {...LINE}
          >
            <RightOutlined rotate={open ? 90 : 0} aria-hidden /> {name}
          </button>
        </th>
        <td>
          <ShareBar of={name} counts={counts} stage={tree.stage} now={tree.progress.now} shown />
        </td>
        <Count name={say('应报', 'Expected')}>{expected}</Count>
        <Count name={say('按时', 'On time')}>{onTime}</Count>
        <Count name={say('迟报', 'Late')}>{late}</Count>
        <Count name={say('未报', 'Missing')}>{countOf('missing', counts)}</Count>
        <td>
          {can('see-reports') && (
            <Link to={placePath(code, tree.progress.id)} aria-label={say(`${name}的记录`, `Record of ${name}`)}>
              {say('记录', 'Record')}
            </Link>
          )}
        </td>
      </tr>
      {open &&
        (rows ? (
          <Below tree={tree} region={region} level={level} rows={rows} />
        ) : (
          <Read {...{ tree, region, level }} />
        ))}
    </>
  );
}

/** @param name of its column, which on a narrow screen stands above the number */
const Count = ({ name, children }: { name: string; children: number }) => (
  <td className="number" data-name={name}>
    {children}
  </td>
);

/** Reads the regions right below a region while it is open. */
function Read({ tree, region, level }: Branch) {
  const { progress, news } = tree;
  const query = new URLSearchParams({ under: region.code });
  const { data, error, reload } = useLiveData<Regions>(
    region.hasRegions ? `/api/campaigns/${encodeURIComponent(progress.id)}/regions?${query}` : null,
    news,
  );
  if (region.hasRegions && !data) return <BranchLoading error={error} reload={reload} />;
  return <Below tree={tree} region={region} level={level} rows={data?.rows ?? []} />;
}

/** The regions right below a region, and the units directly below it. */
function Below({ tree, region, level, rows }: Branch & { rows: RegionRow[] }) {
  const { stage, show } = tree;
  const below = sumOf(rows.map((row) => countsOf(row, stage.id)));
  const all = countsOf(region, stage.id);
  const own = {
    expected: all.expected - below.expected,
    onTime: all.onTime - below.onTime,
    late: all.late - below.late,
    onPaper: all.onPaper - below.onPaper,
  };
  return (
    <>
      {tree
        .sorted(rows)
        .filter((row) => countOf(show, countsOf(row, stage.id)) > 0)
        .map((row) => (
          <RegionLine key={row.code} tree={tree} region={row} level={level + 1} />
        ))}
      {own.expected > 0 && (
        <UnitLines tree={tree} under={region.code} level={level + 1} apart={rows.map(({ code }) => code)} />
      )}
    </>
  );
}
