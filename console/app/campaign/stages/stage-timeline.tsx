import { Tag } from 'antd';
import { StateTag } from '../../shell/state-tag';
import { audienceWord, stateWord } from '../../shell/state-words';
import type { Progress, Stage } from '../../types';
import { showDeadline, showDistance, showTime } from '../../when';
import { textOf, useWords } from '../../words';
import { percent, phaseOf, shareOf } from '../completeness';
import { SeasonStrip } from './season-strip';
import { ShareBar } from './share-bar';

/** The stages in the order of the season, with opening, deadline and lock, and the present time. */
export function StageTimeline({ progress }: { progress: Progress }) {
  return (
    <>
      <SeasonStrip progress={progress} />
      <ol className="timeline">
        {progress.stages.map((stage) => (
          <StageItem key={stage.id} stage={stage} progress={progress} />
        ))}
      </ol>
    </>
  );
}

function StageItem({ stage, progress: { now, zone, state } }: { stage: Stage; progress: Progress }) {
  const { language, say } = useWords();
  // What has ended with its campaign is not under way, whatever its dates say.
  const planned = phaseOf(stage, now);
  const isOver = state === 'cancelled' || state === 'completed';
  const phase = isOver && planned !== 'locked' ? 'ended' : planned;
  const phases = {
    ahead: <Tag>{say('未开始', 'ahead')}</Tag>,
    open: <Tag color="processing">{say('进行中', 'open')}</Tag>,
    late: <Tag color="warning">{say('已到期，可补报', 'past due, late accepted')}</Tag>,
    ended: <StateTag noun="campaign" state={state} />,
    locked: <Tag color="default">{say('已锁定', 'locked')}</Tag>,
  };
  const share = planned === 'ahead' ? null : shareOf(stage);
  const missing = stage.expected - stage.onTime - stage.late;
  const dates = [
    [say('开始', 'Opens'), stage.opensAt],
    [say('到期', 'Due'), stage.dueAt],
    [say('锁定', 'Locks'), stage.locksAt],
  ] as const;
  return (
    <li data-phase={phase} aria-current={phase === 'open' || phase === 'late' ? 'step' : undefined}>
      <h3>
        {textOf(stage.name, language)} {phases[phase]}
      </h3>
      <p className="share">{percent(share)}</p>
      <ShareBar of={say('完成度', 'Completeness')} counts={stage} stage={stage} now={now} />
      <dl>
        <dt>{say('按时 / 迟报 / 未报', 'On time / late / missing')}</dt>
        <dd>
          {stage.onTime} / {stage.late} / {missing}
        </dd>
        {stage.onPaper > 0 && (
          <>
            <dt>{say('其中已交未录', 'Of these on paper, not keyed')}</dt>
            <dd>{stage.onPaper}</dd>
          </>
        )}
        {dates.map(([word, at]) => (
          <When key={word} word={word} at={at} now={now} shown={showDeadline(at, zone, language)} />
        ))}
        {stage.next && !isOver && missing > 0 && (
          <>
            <dt>{say('下一步', 'Next')}</dt>
            <dd>
              {stateWord('rung', stage.next.kind, say).word} → {audienceWord(stage.next, say)}
              {say('，', ', ')}
              {showTime(stage.next.at, zone, language)}
            </dd>
          </>
        )}
      </dl>
    </li>
  );
}

function When({ word, at, now, shown }: { word: string; at: string; now: string; shown: string }) {
  const { language } = useWords();
  return (
    <>
      <dt>{word}</dt>
      <dd className={at <= now ? 'past' : ''}>
        {shown} {at > now && <span className="past">({showDistance(at, now, language)})</span>}
      </dd>
    </>
  );
}
