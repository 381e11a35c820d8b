import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Progress } from '../types';
import { useWords } from '../words';
import { percent, phaseOf, shareOf, sumOf } from './completeness';
import { countOf } from './figures/unit-filter';

/** The main figures; each links to the units that it counts. */
export function CampaignFigures({ progress }: { progress: Progress }) {
  const { say } = useWords();
  const { id, now, stages, open, messages } = progress;
  const begun = sumOf(stages.filter((stage) => phaseOf(stage, now) !== 'ahead'));
  const sent = Object.values(messages).flatMap((states) => Object.values(states ?? {}));
  const query = `campaign=${encodeURIComponent(id)}`;
  return (
    <dl className="figures">
      <Figure
        label={say('已上报', 'Reported')}
        value={`${begun.onTime + begun.late} / ${begun.expected}`}
        note={percent(shareOf(begun))}
      />
      <Figure label={say('未上报', 'Missing')} value={countOf('missing', begun)} to="?show=missing#completeness" />
      {begun.onPaper > 0 && (
        <Figure
          label={say('已交未录', 'On paper, not keyed')}
          value={countOf('on-paper', begun)}
          to="?show=on-paper#completeness"
        />
      )}
      <Figure label={say('待确认督办', 'Chases to acknowledge')} value={open.chases} to={`/chases?${query}`} />
      <Figure label={say('待打电话', 'To be called')} value={open.calls} to={`/calls?${query}`} />
      <Figure
        label={say('没有送达', 'Not delivered')}
        value={open.undelivered}
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

function Figure({ label, value, note, to }: { label: string; value: ReactNode; note?: string; to?: string }) {
  return (
    <div className="figure">
      <dt className="label">{label}</dt>
      <dd className="value" style={{ margin: 0 }}>
        {to ? <Link to={to}>{value}</Link> : value} {note && <small>{note}</small>}
      </dd>
    </div>
  );
}
