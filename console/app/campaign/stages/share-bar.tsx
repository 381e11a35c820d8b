import { Progress } from 'antd';
import type { Counts } from '../../types';
import { type Dates, percent, phaseOf, shareOf } from '../completeness';

/** Whole, still in time, or past its due day and not whole: one colour each. */
const COLOURS = { whole: 'var(--good)', running: 'var(--warm)', behind: 'var(--bad)' };

/** The share of returns that have come in, as a bar. */
export function ShareBar({
  of,
  counts,
  stage,
  now,
  shown = false,
}: {
  /** What it is the share of, for a screen reader. */
  of: string;
  counts: Counts;
  stage: Dates;
  now: string;
  /** Whether the share stands beside the bar; else elsewhere. */
  shown?: boolean;
}) {
  const phase = phaseOf(stage, now);
  const share = phase === 'ahead' ? null : shareOf(counts);
  const isBehind = phase === 'late' || phase === 'locked';
  return (
    <Progress
      percent={Math.round((share ?? 0) * 100)}
      strokeColor={COLOURS[share === 1 ? 'whole' : isBehind ? 'behind' : 'running']}
      status="normal"
      showInfo={shown}
      format={() => percent(share)}
      size="small"
      aria-label={`${of}: ${percent(share)}`}
    />
  );
}
