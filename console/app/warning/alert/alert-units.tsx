import { App, Button, Table } from 'antd';
import { STEP_NAMES } from '../../../../domain/warning/alert/forms';
import type { Step } from '../../../../domain/warning/alert/steps';
import { send } from '../../api';
import { useMe } from '../../session';
import { stateWord } from '../../shell/state-words';
import type { AlertUnit, WarningAlert } from '../../types';
import { showTimeSince } from '../../when';
import { useWords } from '../../words';

const AT = { known: 'knownAt', sent: 'sentAt', done: 'doneAt' } as const satisfies Record<Step, keyof AlertUnit>;

/** The units of an area; one tap answers for a unit. */
export function AlertUnits({ alert, units, onDone }: { alert: WarningAlert; units: AlertUnit[]; onDone(): void }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const { message } = App.useApp();
  const time = (at: string | null) => at && showTimeSince(at, alert.openedAt, alert.zone, language);
  const isOpen = (step: Step) => alert.steps.some((one) => one.step === step && one.state === 'open');
  const tap = (unit: AlertUnit, step: Step) =>
    send(`/api/alerts/${alert.id}/acknowledge`, { units: [unit.code], step }).then(
      onDone,
      (error: Error) => void message.error(error.message),
    );
  const stepColumn = (step: Step) => ({
    title: STEP_NAMES[step][language],
    render: (_: unknown, unit: AlertUnit) => {
      const at = unit[AT[step]];
      if (at || !isOpen(step) || !can('acknowledge-warning')) return time(at) ?? '—';
      return (
        <Button
          size="small"
          type={step === 'known' ? 'primary' : 'default'}
          aria-label={`${unit.name} ${STEP_NAMES[step][language]}`}
          onClick={() => tap(unit, step)}
        >
          {STEP_NAMES[step][language]}
        </Button>
      );
    },
  });
  return (
    <Table<AlertUnit>
      rowKey="code"
      size="small"
      dataSource={units}
      pagination={units.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ x: 900 }}
      columns={[
        {
          title: say('单位', 'Unit'),
          render: (_, { name, superior }) => (
            <>
              {name} <span className="soft">{superior}</span>
            </>
          ),
        },
        { title: say('走访（户）', 'Households'), render: (_, { households }) => households ?? '—', align: 'right' },
        { title: say('通知', 'Told'), render: (_, { toldAt }) => time(toldAt) ?? '—' },
        { title: say('送达', 'Delivered'), render: (_, { deliveredAt }) => time(deliveredAt) ?? '—' },
        stepColumn('known'),
        stepColumn('sent'),
        stepColumn('done'),
        {
          title: say('电话清单', 'Call list'),
          render: (_, { callReason, calledAt, callResult }) =>
            callReason && (
              <>
                {time(calledAt)}{' '}
                <span className="soft">
                  {callResult ? stateWord('call', callResult, say).word : say('未打', 'not called')}
                </span>
              </>
            ),
        },
      ]}
    />
  );
}
