import { Alert, Form, Select, Skeleton } from 'antd';
import type { Dayjs } from 'dayjs';
import { send } from '../../api';
import { useKinds } from '../../kinds';
import { DatePicker } from '../../parts/date-picker';
import { wallIn } from '../../picked-time';
import { FormDialog } from '../../shell/form-dialog';
import { stateWord } from '../../shell/state-words';
import type { Forecast, Hold, Progress } from '../../types';
import { useData } from '../../use-data';
import { showDeadline, showDistance } from '../../when';
import { useWords } from '../../words';
import { SaidReason } from './said-reason';
import { DAY } from './steer-dialog';
import { likelyTarget, type Target, targetsOf } from './steer-targets';

interface Decided {
  key?: string;
  due?: Dayjs | null;
  lock?: Dayjs | null;
  reason?: string;
}

/** So long a decision can be taken back. */
const HOLD_S = 10;

/** A decision that writes to many: whom, at what cost, what was sent last, old and new dates; then it can be undone. */
export function HeldDialog({
  verb,
  progress,
  onClose,
}: {
  verb: 'remind' | 'extend';
  progress: Progress;
  onClose(done: boolean): void;
}) {
  const { language, say } = useWords();
  const { nameOf } = useKinds();
  const { zone } = progress;
  const [form] = Form.useForm<Decided>();
  const { word } = stateWord('verb', verb, say);
  const targets = targetsOf(verb, progress, { language, nameOf });
  const first = likelyTarget(targets, progress.now) ?? targets[0];
  const values = Form.useWatch([], form) as Decided | undefined;
  const target = targets.find(({ value }) => value === values?.key) ?? first;
  const path = `/api/campaigns/${encodeURIComponent(progress.id)}`;
  const asked = { verb, ...(target && { key: target.value }), ...(values && changesOf(values, target, zone)) };
  const { data, error } = useData<Forecast>(`${path}/forecast?${new URLSearchParams(asked)}`);
  const hold = (given: Decided) =>
    send<Hold>(`${path}/held`, {
      ...asked,
      ...(given.reason?.trim() && { reason: given.reason.trim() }),
      seconds: HOLD_S,
    });
  return (
    <FormDialog<Decided>
      form={form}
      title={word}
      okText={word}
      cancelText={say('返回', 'Go back')}
      initialValues={{ ...(first && { key: first.value, ...datesOf(first, zone) }) }}
      submit={hold}
      onClose={onClose}
    >
      <Form.Item name="key" label={say('阶段', 'Stage')} rules={[{ required: true }]}>
        <Select
          options={targets.map(({ value, label }) => ({ value, label }))}
          onChange={(key: string) => {
            const chosen = targets.find(({ value }) => value === key);
            if (chosen) form.setFieldsValue(datesOf(chosen, zone));
          }}
        />
      </Form.Item>
      {verb === 'extend' && (
        <>
          <Form.Item name="due" label={say('到期时间', 'Due')}>
            <DatePicker showTime={{ format: 'HH:mm' }} format={DAY} allowClear={false} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="lock" label={say('锁定时间', 'Lock')}>
            <DatePicker showTime={{ format: 'HH:mm' }} format={DAY} allowClear={false} style={{ width: '100%' }} />
          </Form.Item>
        </>
      )}
      <SaidReason required={verb === 'extend'} />
      <section aria-live="polite" aria-label={say('会发生什么', 'What it does')}>
        {error && <Alert type="error" showIcon title={error.message} />}
        {!data && !error && <Skeleton active paragraph={{ rows: 2 }} title={false} />}
        {data && <WhatItDoes forecast={data} zone={zone} asked={asked} />}
      </section>
    </FormDialog>
  );
}

type Asked = { due?: string; lock?: string };

/** @returns the present dates of a target, for pickers */
const datesOf = ({ round }: Target, zone: string): Pick<Decided, 'due' | 'lock'> =>
  round ? { due: wallIn(round.dueAt, zone), lock: wallIn(round.locksAt, zone) } : {};

/** @returns the dates that differ from the present ones */
function changesOf({ due, lock }: Decided, target: Target | undefined, zone: string): Asked {
  const before = target ? datesOf(target, zone) : {};
  return {
    ...(due && !due.isSame(before.due, 'minute') && { due: due.format(DAY) }),
    ...(lock && !lock.isSame(before.lock, 'minute') && { lock: lock.format(DAY) }),
  };
}

function WhatItDoes({ forecast, zone, asked }: { forecast: Forecast; zone: string; asked: Asked }) {
  const { language, say } = useWords();
  const { units, sms, email, yuan, unreachable, last, dates, now } = forecast;
  const moved = ({ from, to }: { from: string; to: string }) =>
    from === to
      ? say('不变', 'as it is')
      : `${showDeadline(from, zone, language)} → ${showDeadline(to, zone, language)}`;
  return (
    <>
      {last && (
        <Alert type="warning" showIcon style={{ marginBottom: 8 }} title={lastWords(last, now, language, say)} />
      )}
      <Alert
        type="info"
        title={say(
          `会发给 ${units} 个未报的单位：短信 ${sms} 条（${yuan.toFixed(2)} 元），邮件 ${email} 封${unreachable > 0 ? `，${unreachable} 个联系不上` : ''}。`,
          `To ${units} silent units: ${sms} SMS (${yuan.toFixed(2)} yuan), ${email} e-mails${unreachable > 0 ? `; ${unreachable} cannot be reached` : ''}.`,
        )}
        description={
          <>
            {dates.map(({ key, due, lock }) => (
              <div key={key}>
                {say('到期 ', 'Due ')}
                {moved(due)}
                {say('；锁定 ', '; lock ')}
                {moved(lock)}
                {lock.from !== lock.to && asked.lock === undefined && (
                  <strong>{say('（锁定随到期一并后移）', ' (the lock moves along with the due time)')}</strong>
                )}
              </div>
            ))}
            <div className="soft">
              {say(
                `免打扰时段和每日上限仍然有效；点了以后 ${HOLD_S} 秒内可以撤销。`,
                `Quiet hours and daily caps still hold; within ${HOLD_S} seconds it can be undone.`,
              )}
            </div>
          </>
        }
      />
    </>
  );
}

function lastWords(
  { verb, at, units }: NonNullable<Forecast['last']>,
  now: string,
  language: 'zh-CN' | 'en',
  say: (zh: string, en: string) => string,
): string {
  const when = showDistance(at, now, language);
  return verb === 'remind'
    ? say(`${when}已催过 ${units} 个单位`, `${units} units were reminded ${when}`)
    : say(`${when}已通知 ${units} 个单位延期`, `${units} units were told of an extension ${when}`);
}
