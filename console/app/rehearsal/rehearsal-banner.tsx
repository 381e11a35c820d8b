import { Alert, Button, Flex, Progress } from 'antd';
import { useEffect } from 'react';
import { send } from '../api';
import { useMe } from '../session';
import type { OneRehearsal, Rehearsal } from '../types';
import { useLiveData } from '../use-data';
import { useWords } from '../words';
import { AfterRehearsal, BackToDraft } from './after-rehearsal';

/** The progress of a rehearsal started here, and the result of its audit. */
export function RehearsalBanner({
  campaign,
  news,
  onOver,
}: {
  campaign: string;
  news: number;
  /** The rest of the page says so at the same moment. */
  onOver(): void;
}) {
  const { say } = useWords();
  const { can } = useMe();
  const { data, reload } = useLiveData<OneRehearsal>(`/api/rehearsals/${encodeURIComponent(campaign)}`, news);
  const standing = data?.standing;
  // After the last day the audit still runs, without news from the server, so the banner polls.
  useEffect(() => {
    if (standing?.state !== 'running') return;
    const timer = setInterval(reload, 1000);
    return () => clearInterval(timer);
  }, [standing?.state, reload]);
  const isOver = standing != null && standing.state !== 'running';
  useEffect(() => {
    if (isOver) onOver();
  }, [isOver, onOver]);
  if (!standing) return null;
  const { state, reports, messages, audit, error } = standing;
  if (state === 'running')
    return (
      <Alert
        type="info"
        title={
          <Flex gap={16} align="center" wrap>
            <strong>{say('演练进行中', 'Rehearsing')}</strong>
            <Progress
              percent={passed(standing)}
              style={{ flex: 1, minWidth: 160, margin: 0 }}
              aria-label={say('演练进度', 'Progress of the rehearsal')}
            />
            <span>
              {say(
                `上报（含更正）${reports}，消息 ${messages}`,
                `${reports} returns with corrections, ${messages} messages`,
              )}
            </span>
            {can('start-campaign') && <BackToDraft campaign={campaign} />}
            {can('start-campaign') && (
              <Button
                size="small"
                danger
                onClick={() => void send(`/api/rehearsals/${encodeURIComponent(campaign)}/stop`, {})}
              >
                {say('中止', 'Stop')}
              </Button>
            )}
          </Flex>
        }
      />
    );
  if (state === 'failed')
    return (
      <Alert
        type="error"
        showIcon
        title={say('演练没有完成', 'The rehearsal did not finish')}
        description={error}
        action={can('start-campaign') && <BackToDraft campaign={campaign} />}
      />
    );
  const found = audit?.violations ?? [];
  return (
    <Alert
      type={found.length === 0 ? 'success' : 'error'}
      showIcon
      title={say(
        `演练完成：上报（含更正）${reports}，消息 ${messages}；核对 ${audit?.checked ?? 0} 项，${found.length === 0 ? '没有发现问题' : `发现 ${found.length} 个问题`}`,
        `Rehearsed: ${reports} returns with corrections, ${messages} messages; ${audit?.checked ?? 0} checks, ${found.length === 0 ? 'nothing wrong' : `${found.length} things wrong`}`,
      )}
      description={
        found.length > 0 &&
        found.slice(0, 5).map(({ kind, detail }) => <div key={kind + detail}>{`${kind} ${detail}`}</div>)
      }
      action={
        <Flex gap={8} wrap>
          <Button size="small" type="primary" href={`/api/campaigns/${encodeURIComponent(campaign)}/report.docx`}>
            {say('报告（Word）', 'Report (Word)')}
          </Button>
          <Button size="small" href={`/api/campaigns/${encodeURIComponent(campaign)}/report.xlsx`}>
            Excel
          </Button>
          {can('start-campaign') && <AfterRehearsal campaign={campaign} />}
        </Flex>
      }
    />
  );
}

function passed({ startsAt, endsAt, at }: Rehearsal): number {
  const [from, to, now] = [startsAt, endsAt, at].map((instant) => Date.parse(instant)) as [number, number, number];
  return Math.max(0, Math.min(99, Math.round(((now - from) / (to - from || 1)) * 100)));
}
