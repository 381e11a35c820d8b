import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Progress } from '../types';
import { useWords } from '../words';
import { percent, phaseOf, shareOf, sumOf } from './completeness';
import { countOf } from './figures/unit-filter';

/** The main figures; each links to the units that it counts. */
export function CampaignFigures({ progress }: { progress: Progress }) {
  const { say } = useWords();
  const { id, now, state, stages, open, messages } = progress;
  // What nobody did before the end waits for nobody any more.
  const isOver = state === 'completed' || state === 'cancelled';
  const begun = sumOf(stages.filter((stage) => phaseOf(stage, now) !== 'ahead'));
  const overdue = countOf('missing', sumOf(stages.filter((stage) => ['late', 'locked'].includes(phaseOf(stage, now)))));
  const sent = Object.values(messages).flatMap((states) => Object.values(states ?? {}));
  const query = `campaign=${encodeURIComponent(id)}`;
  return (
    <dl className="figures">
      <Figure
        label={say('已上报', 'Reported')}
        value={`${begun.onTime + begun.late} / ${begun.expected}`}
        note={percent(shareOf(begun))}
      />
      <Figure
        label={say('未上报', 'Missing')}
        value={countOf('missing', begun)}
        to="?show=missing#completeness"
        open={overdue > 0}
        {...(overdue > 0 && { note: say(`其中已过到期日 ${overdue}`, `${overdue} of them past due`) })}
      />
      {begun.onPaper > 0 && (
        <Figure
          label={say('已交未录', 'On paper, not keyed')}
          value={countOf('on-paper', begun)}
          to="?show=on-paper#completeness"
        />
      )}
      <Figure
        label={isOver ? say('没有确认的督办', 'Chases never acknowledged') : say('待确认督办', 'Chases to acknowledge')}
        value={open.chases}
        open={!isOver && open.chases > 0}
        to={`/chases?${query}`}
      />
      <Figure
        label={isOver ? say('没有打的电话', 'Never called') : say('待打电话', 'To be called')}
        value={open.calls}
        open={!isOver && open.calls > 0}
        to={`/calls?${query}`}
      />
      <Figure
        label={say('没有送达', 'Not delivered')}
        value={open.undelivered}
        open={open.undelivered > 0}
        to={`/messages?${query}&state=failed,unknown`}
      />
      <Figure
        label={say('消息', 'Messages')}
        value={sent.reduce<number>((sum, count) => sum + (count ?? 0), 0)}
        to={`/messages?${query}`}
      />
    </dl>
  );
}

/** @param open whether somebody has to see to it: nothing to see to is no signal */
function Figure({
  label,
  value,
  note,
  to,
  open = false,
}: {
  label: string;
  value: ReactNode;
  note?: string;
  to?: string;
  open?: boolean;
}) {
  return (
    <div className={open ? 'figure open' : 'figure'}>
      <dt className="label">{label}</dt>
      <dd className="value" style={{ margin: 0 }}>
        {to ? <Link to={to}>{value}</Link> : value} {note && <small>{note}</small>}
      </dd>
    </div>
  );
}
