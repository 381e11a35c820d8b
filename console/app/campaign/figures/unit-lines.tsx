import { Tag } from 'antd';
import { Link } from 'react-router';
import { partAmong } from '../../../../domain/campaign/round-part';
import { useKinds } from '../../kinds';
import { placePath } from '../../place/place-link';
import { useMe } from '../../session';
import { StateTag } from '../../shell/state-tag';
import { audienceWord, stateWord } from '../../shell/state-words';
import { INDENT_PX, type Tree } from '../../shell/tree';
import type { Unit, Units } from '../../types';
import { useLiveData } from '../../use-data';
import { showTime } from '../../when';
import { useWords } from '../../words';
import { BranchLoading } from './branch-loading';
import { LINE } from './tree-keys';
import { isShown } from './unit-filter';

interface Below {
  tree: Tree;
  /** Code of the superior. */
  under: string;
  level: number;
}

/**
 * The units right below a region: the time of the report, or the reason for its absence and the next rung.
 * @param apart codes of regions with a line of their own beside these: what they are asked themselves stands below it
 */
export function UnitLines({ tree, under, level, apart }: Below & { apart: readonly string[] }) {
  const { say } = useWords();
  const { progress, stage, show, news } = tree;
  const { data, error, reload } = useLiveData<Units>(
    `/api/campaigns/${encodeURIComponent(progress.id)}/units?${new URLSearchParams({ under, stage: stage.id })}`,
    news,
  );
  if (!data) return <BranchLoading error={error} reload={reload} />;
  const units = data.units.filter((unit) => !apart.includes(unit.code) && isShown(show, unit));
  return (
    <>
      {units.map((unit) => (
        <UnitLine key={`${unit.code} ${unit.key}`} tree={tree} under={under} unit={unit} level={level} />
      ))}
      {(units.length === 0 || data.more) && (
        <tr aria-level={level}>
          <td colSpan={7} className="soft">
            {units.length === 0 && say('没有符合的单位。', 'No unit is like that.')}
            {data.more && say('只列出前 600 个。', 'The first 600 only.')}
          </td>
        </tr>
      )}
    </>
  );
}

function UnitLine({ tree: { progress, stage }, under, unit, level }: Below & { unit: Unit }) {
  const { language, say } = useWords();
  const { nameOf } = useKinds();
  const { id, zone } = progress;
  const { code, key, name, reason, late, onPaper, reportedAt, receipt, told, toldAt, next } = unit;
  const time = (at: string) => showTime(at, zone, language);
  const { can } = useMe();
  const page = can('see-reports')
    ? placePath(code, id)
    : `/messages?${new URLSearchParams({ campaign: id, region: code })}`;
  return (
    <tr aria-level={level}>
      <th scope="row" style={{ paddingInlineStart: (level + 1) * INDENT_PX }}>
        <Link to={page} {...LINE}>
          {name}
        </Link>{' '}
        <span className="soft">
          {code === under && say('本级', 'itself')} {partAmong(stage.rounds, key, { nameOf, language })}
        </span>
      </th>
      <td>
        {reason !== null ? (
          <StateTag noun="reason" state={reason} />
        ) : (
          <>
            <Tag color={late ? 'warning' : 'success'}>{late ? say('迟报', 'late') : say('按时', 'on time')}</Tag>
            {onPaper && <Tag color="processing">{say('已交未录', 'on paper, not keyed')}</Tag>}
          </>
        )}
      </td>
      <td colSpan={4}>
        {reportedAt ? (
          <>
            <span className="soft">{say('上报', 'reported')}</span> {time(reportedAt)}{' '}
            <span className="soft">{say('回执', 'receipt')}</span> <span className="code">{receipt}</span>
          </>
        ) : (
          told > 0 && say(`已告知 ${told} 次`, `told ${told} ×`) + (toldAt ? ` (${time(toldAt)})` : '')
        )}
      </td>
      <td>
        {next &&
          `${stateWord('rung', next.kind, say).word} → ${audienceWord(next, say)}${say('，', ', ')}${time(next.at)}`}
      </td>
    </tr>
  );
}
