import { Alert, Form, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import type { SteeringVerb } from '../../../../domain/campaign/steering';
import { send } from '../../api';
import { useFeedback } from '../../feedback';
import { useKinds } from '../../kinds';
import { DatePicker } from '../../parts/date-picker';
import { TypedName } from '../../parts/typed-name';
import { RegionPicker } from '../../people/region-picker';
import { FormDialog } from '../../shell/form-dialog';
import { stateWord } from '../../shell/state-words';
import type { Progress, Steered } from '../../types';
import { textOf, useWords } from '../../words';
import { SaidReason } from './said-reason';
import { likelyTarget, targetsOf } from './steer-targets';

/** Decisions that act at once; see held-dialog.tsx for those that write to many. */
export type AtOnce = Exclude<SteeringVerb, 'remind' | 'extend'>;

interface Decided {
  key?: string;
  unit?: string;
  due?: Dayjs;
  lock?: Dayjs;
  reason?: string;
}

const ABOUT_A_STAGE: readonly AtOnce[] = ['close', 'reopen', 'return'];
const NEEDS_REASON: readonly AtOnce[] = ['close', 'reopen', 'return', 'cancel'];
export const DAY = 'YYYY-MM-DD HH:mm';
/** Seconds that a warning about the new plan stays on screen. */
const READ_S = 15;

/** Asks for the target, the date and the reason, shows the consequences, and sends the decision. */
export function SteerDialog({
  verb,
  progress,
  onClose,
}: {
  verb: AtOnce;
  progress: Progress;
  onClose(done: boolean): void;
}) {
  const { language, say } = useWords();
  const { nameOf } = useKinds();
  const { message } = useFeedback();
  const { word } = stateWord('verb', verb, say);
  const targets = targetsOf(verb, progress, { language, nameOf });
  const likely = verb === 'reopen' ? undefined : likelyTarget(targets, progress.now)?.value;

  const decide = async ({ key, unit, due, lock, reason }: Decided) => {
    const steered = await send<Steered>(`/api/campaigns/${encodeURIComponent(progress.id)}/${verb}`, {
      ...(key && { key }),
      ...(unit && { unit }),
      ...(due && { due: due.format(DAY) }),
      ...(lock && { lock: lock.format(DAY) }),
      ...(reason?.trim() && { reason: reason.trim() }),
    });
    for (const warning of steered.warnings) void message.warning(warning, READ_S);
  };
  return (
    <FormDialog<Decided>
      title={word}
      okText={word}
      cancelText={say('返回', 'Go back')}
      danger={verb === 'cancel'}
      initialValues={likely === undefined ? {} : { key: likely }}
      submit={decide}
      done={say(`已${word}`, `Done: ${word}`)}
      onClose={onClose}
    >
      <Alert
        type={verb === 'cancel' ? 'error' : 'info'}
        showIcon
        title={consequence(verb, say)}
        style={{ marginBottom: 16 }}
      />
      {ABOUT_A_STAGE.includes(verb) && (
        <Form.Item name="key" label={say('阶段', 'Stage')} rules={[{ required: true }]}>
          <Select options={targets.map(({ value, label }) => ({ value, label }))} />
        </Form.Item>
      )}
      {verb === 'return' && (
        <Form.Item name="unit" label={say('单位', 'Unit')} rules={[{ required: true }]}>
          <RegionPicker under={progress.scope.code} />
        </Form.Item>
      )}
      {verb === 'reopen' && (
        <>
          <Form.Item name="due" label={say('新的到期时间', 'New due time')}>
            <DatePicker showTime={{ format: 'HH:mm' }} format={DAY} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="lock" label={say('新的锁定时间', 'New lock')}>
            <DatePicker showTime={{ format: 'HH:mm' }} format={DAY} style={{ width: '100%' }} />
          </Form.Item>
        </>
      )}
      <SaidReason required={NEEDS_REASON.includes(verb)} />
      {verb === 'cancel' && <TypedName name={textOf(progress.name, language)} />}
    </FormDialog>
  );
}

/** @returns the consequences of a decision, before it is made. */
function consequence(verb: AtOnce, say: (zh: string, en: string) => string): string {
  const sentences: Record<AtOnce, string> = {
    close: say('不再接受上报，未发的消息清除。', 'No more reports are taken, and what has not gone out is cleared.'),
    reopen: say('重新接受上报，直到新的锁定时间。', 'Reports are taken again until the new lock.'),
    replan: say(
      '照现在的名册和日历重新编排：新增的单位收到布置，未到的日期重新推算；已经发出和报来的不变。',
      'The plan is made anew from the present register and calendar: new units are asked, later dates are worked out again; what went out or came in stays.',
    ),
    return: say('该单位收到退回通知，需要重新上报。', 'The unit is told, and has to report again.'),
    pause: say(
      '什么也不再发出，直到恢复；上报照常接受。',
      'Nothing goes out until it is resumed; reports are taken as before.',
    ),
    resume: say(
      '接着进行；暂停期间错过的催报只补最近一次。',
      'It goes on; of the reminders that were missed only the latest goes out.',
    ),
    cancel: say(
      '整个活动就此结束，不能恢复；有关的人会收到通知。',
      'The whole campaign ends for good; the people concerned are told.',
    ),
  };
  return sentences[verb];
}
