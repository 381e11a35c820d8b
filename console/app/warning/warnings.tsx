import {
  BookOutlined,
  ExperimentOutlined,
  FullscreenOutlined,
  QuestionCircleOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { Badge, Button, Card, Empty, Typography } from 'antd';
import { useState } from 'react';
import { CampaignFilter } from '../campaign/campaign-filter';
import { useMe } from '../session';
import { LinkButton } from '../shell/link-button';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { DutyItem, WarningBoard } from '../types';
import { useData, useEvery } from '../use-data';
import { useQuery } from '../use-query';
import { useWords } from '../words';
import { AlertCard } from './alert/alert-card';
import { DrillDrawer } from './raise/drill-drawer';
import { RaiseWarning } from './raise/raise-warning';
import { RulesDrawer } from './rules-drawer';
import { WarningEventCard } from './warning-event';
import { WarningMap } from './warning-map';
import { WarningTree } from './warning-tree';
import { WatchSettings } from './watch/watch-settings';

/** An orange warning is late after minutes, so the page reloads its data by itself. */
const LOOK_EVERY_MS = 3000;

type Open = 'raise' | 'drill' | 'rules';

/** The warnings in force, where they hold, and how each place answers. */
export function Component() {
  const { say } = useWords();
  const { can } = useMe();
  const [campaign, setCampaign] = useQuery('campaign');
  const [open, setOpen] = useState<Open | null>(null);
  const query = campaign ? `?campaign=${encodeURIComponent(campaign)}` : '';
  const { data, error, reload } = useData<WarningBoard>(`/api/warnings${query}`);
  const duty = useData<DutyItem[]>(can('decide-duty') ? `/api/duty${query}` : null);
  useEvery(LOOK_EVERY_MS, () => {
    reload();
    duty.reload();
  });
  const close = () => {
    setOpen(null);
    reload();
  };
  return (
    <>
      <PageHead
        title={say('天气预警', 'Weather warnings')}
        term="acknowledgement"
        about={say(
          '正在生效的预警，各地是否已知晓、已派人、已完成。',
          'What holds now, and whether each place knows, has sent people, and is done.',
        )}
        actions={
          <>
            {can('decide-duty') && (
              <Badge count={duty.data?.length ?? 0}>
                <LinkButton to={`/warnings/duty${query}`} icon={<QuestionCircleOutlined />}>
                  {say('值班事项', 'For the duty officer')}
                </LinkButton>
              </Badge>
            )}
            <LinkButton to="/warnings/board" icon={<FullscreenOutlined />}>
              {say('值班倒计时', 'Duty view')}
            </LinkButton>
            <Button icon={<BookOutlined />} onClick={() => setOpen('rules')}>
              {say('规则', 'Rules')}
            </Button>
            {can('raise-warning') && (
              <>
                <Button icon={<ExperimentOutlined />} onClick={() => setOpen('drill')}>
                  {say('推演与演练', 'What if, drills')}
                </Button>
                <Button type="primary" icon={<WarningOutlined />} onClick={() => setOpen('raise')}>
                  {say('录入／转发预警', 'Enter a warning')}
                </Button>
              </>
            )}
          </>
        }
      />
      <div className="filters">
        <CampaignFilter value={campaign} onChange={setCampaign} all={say('实际天气', 'The real weather')} />
      </div>
      <WatchSettings />
      {!data ? <Loading error={error} reload={reload} /> : <Shown data={data} campaign={campaign} reload={reload} />}
      {open === 'raise' && <RaiseWarning campaign={campaign} onClose={close} />}
      {open === 'drill' && <DrillDrawer onClose={close} />}
      {open === 'rules' && <RulesDrawer campaign={campaign} onClose={() => setOpen(null)} />}
    </>
  );
}

function Shown({ data, campaign, reload }: { data: WarningBoard; campaign: string | null; reload(): void }) {
  const { say } = useWords();
  const { can } = useMe();
  const { events, alerts, alertsInAll } = data;
  const hasAnswers = alerts.some(({ state }) => state === 'open');
  return (
    <>
      {hasAnswers && <Answers alerts={alerts} alertsInAll={alertsInAll} reload={reload} />}
      <div className="grid-2 section">
        <section aria-labelledby="in-force">
          <Typography.Title level={2} id="in-force">
            {say('正在生效', 'In force')}
          </Typography.Title>
          {events.length === 0 ? (
            <Empty
              className="empty"
              description={
                can('raise-warning')
                  ? say(
                      '没有正在生效的预警。气象部门发布后自动出现；也可以录入或转发，或先“推演与演练”。',
                      'No warning is in force. One appears when the weather service issues it; you may enter one, or try it out in a drill.',
                    )
                  : say(
                      '没有正在生效的预警。气象部门发布后自动出现。',
                      'No warning is in force. One appears when the weather service issues it.',
                    )
              }
            />
          ) : (
            <div className="stack">
              {events.map((event) => (
                <WarningEventCard key={event.event} event={event} campaign={campaign} onDone={reload} />
              ))}
            </div>
          )}
        </section>
        <Card size="small" title={say('地区', 'Places')}>
          {events.length > 0 && <WarningMap events={events} />}
          <WarningTree events={events} />
        </Card>
      </div>
      {!hasAnswers && <Answers alerts={alerts} alertsInAll={alertsInAll} reload={reload} />}
    </>
  );
}

/** How places answer: above all else while somebody has to, so that the clocks are seen at once. */
function Answers({ alerts, alertsInAll, reload }: Pick<WarningBoard, 'alerts' | 'alertsInAll'> & { reload(): void }) {
  const { say } = useWords();
  return (
    <section className="section" aria-labelledby="answered">
      <Typography.Title level={2} id="answered">
        {say('叫应', 'How places answer')}
      </Typography.Title>
      {alerts.length === 0 ? (
        <Empty
          className="empty"
          description={say(
            '没有需要叫应的地区。预警生效后，这里显示哪些地方已知晓、已派人、已完成。',
            'Nobody has to answer. With a warning in force, this shows who knows, has sent people, and is done.',
          )}
        />
      ) : (
        <div className="cards">
          {alerts.map((alert) => (
            <AlertCard key={alert.id} alert={alert} onDone={reload} />
          ))}
        </div>
      )}
      {alertsInAll > alerts.length && (
        <p className="soft">
          {say(
            `共 ${alertsInAll} 个地区，这里只列最紧急的 ${alerts.length} 个；其余的请各地自行查看。`,
            `${alertsInAll} places answer; the ${alerts.length} most urgent are shown. The others see their own.`,
          )}
        </p>
      )}
    </section>
  );
}
