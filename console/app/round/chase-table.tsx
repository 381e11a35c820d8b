import { Button, Flex, Steps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { isOverdue, stepOf } from '../../../domain/round/chase';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { PlaceLink } from '../place/place-link';
import { useMe } from '../session';
import { StateTag } from '../shell/state-tag';
import { PlainTable } from '../table/plain-table';
import type { Chase } from '../types';
import { showTime } from '../when';
import { textOf, useWords } from '../words';
import { SnoozeDialog } from './snooze-dialog';

/** Chases with the next step of each as a button. */
export function ChaseTable({ chases, onDone }: { chases: Chase[]; onDone(): void }) {
  const { language, say } = useWords();
  return (
    <PlainTable<Chase>
      rowKey="id"
      dataSource={chases}
      pagination={chases.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      columns={[
        {
          title: say('地区', 'Region'),
          render: (_, { region, regionName, campaign, stage }) => (
            <>
              <PlaceLink code={region} name={regionName} campaign={campaign} />{' '}
              <Link to={`/campaigns/${campaign}`} className="soft">
                {textOf(stage, language)}
              </Link>
            </>
          ),
        },
        {
          title: say('未报（现在 / 当时）', 'Silent (now / then)'),
          render: (_, { silent, silentNow }) => `${silentNow} / ${silent}`,
          align: 'right',
        },
        {
          title: say('确认期限', 'Acknowledge by'),
          render: (_, chase) => (
            <span className={isOverdue(chase) ? 'overdue' : ''}>
              {showTime(chase.acknowledgeBy, chase.zone, language)} {isOverdue(chase) && say('超时', 'overdue')}
            </span>
          ),
        },
        { title: say('状态', 'State'), render: (_, chase) => <StateTag noun="chase" state={stepOf(chase)} /> },
        { title: say('进度', 'Progress'), render: (_, chase) => <Passed chase={chase} /> },
        {
          title: say('下一步', 'Next'),
          render: (_, chase) => <ChaseActs chase={chase} onDone={onDone} />,
        },
      ]}
    />
  );
}

/** The next steps of a chase. */
export function ChaseActs({ chase, onDone }: { chase: Chase; onDone(): void }) {
  const { say } = useWords();
  const { can } = useMe();
  const { message } = useFeedback();
  const [snoozing, setSnoozing] = useState(false);
  const step = (name: string) =>
    send(`/api/chases/${chase.id}/${name}`, {}).then(onDone, (error: Error) => void message.error(error.message));
  // Nothing can be handed in after the lock, so nobody is chased for it any more.
  const over = chase.state === 'closed' || chase.doneAt !== null || chase.now >= chase.locksAt;
  if (!can('acknowledge-chase') || over) return null;
  return (
    <Flex gap={6} wrap>
      {chase.acknowledgedAt === null && (
        <Button size="small" type="primary" onClick={() => step('acknowledge')}>
          {say('已知晓', 'I know')}
        </Button>
      )}
      {chase.dispatchedAt === null && (
        <Button size="small" onClick={() => step('dispatch')}>
          {say('已派人', 'Somebody is sent')}
        </Button>
      )}
      <Button size="small" onClick={() => step('finish')}>
        {say('已完成', 'Done')}
      </Button>
      <Button size="small" type="text" onClick={() => setSnoozing(true)}>
        {say('暂缓', 'Put off')}
      </Button>
      {snoozing && (
        <SnoozeDialog
          chase={chase}
          onClose={(done) => {
            setSnoozing(false);
            if (done) onDone();
          }}
        />
      )}
    </Flex>
  );
}

function Passed({
  chase: { acknowledgedAt, dispatchedAt, doneAt, snoozedUntil, snoozeReason, zone },
}: {
  chase: Chase;
}) {
  const { language, say } = useWords();
  const passed = [acknowledgedAt, dispatchedAt, doneAt].filter(Boolean).length;
  const step = (at: string | null, zh: string, en: string) => ({
    title: say(zh, en),
    status: at === null ? ('wait' as const) : ('finish' as const),
  });
  return (
    <>
      <Steps
        type="inline"
        current={passed - 1}
        items={[
          step(acknowledgedAt, '已知晓', 'known'),
          step(dispatchedAt, '已派人', 'sent'),
          step(doneAt, '已完成', 'done'),
        ]}
      />
      {snoozedUntil && !doneAt && (
        <div className="soft">
          {say('暂缓到', 'put off until')} {showTime(snoozedUntil, zone, language)}: {snoozeReason}
        </div>
      )}
    </>
  );
}
