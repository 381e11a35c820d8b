import { Alert, App, DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { occasionOf } from '../../../domain/campaign/round-key';
import type { SteeringVerb } from '../../../domain/campaign/steering';
import { send } from '../api';
import { useKinds } from '../kinds';
import { RegionPicker } from '../people/region-picker';
import { FormDialog } from '../shell/form-dialog';
import { stateWord } from '../shell/state-words';
import type { Progress, Steered } from '../types';
import { textOf, useWords } from '../words';
import { partAmong } from './round-name';

interface Decided {
  key?: string;
  unit?: string;
  due?: Dayjs;
  lock?: Dayjs;
  reason?: string;
}

const ABOUT_A_STAGE = new Set<SteeringVerb>(['remind', 'extend', 'close', 'reopen', 'return']);
const HAS_DATES = new Set<SteeringVerb>(['extend', 'reopen']);
const NEEDS_REASON = new Set<SteeringVerb>(['extend', 'close', 'reopen', 'return', 'cancel']);
const DAY = 'YYYY-MM-DD HH:mm';
/** Seconds that a warning about the new plan stays on screen. */
const READ_S = 15;

/** Asks for the target, the date and the reason, shows the consequences, and sends the decision. */
export function SteerDialog({
  verb,
  progress,
  onClose,
}: {
  verb: SteeringVerb;
  progress: Progress;
  onClose(done: boolean): void;
}) {
  const { language, say } = useWords();
  const { nameOf } = useKinds();
  const { message } = App.useApp();
  const { word } = stateWord('verb', verb, say);
  const targets = progress.stages.flatMap(({ id, name, rounds }) => {
    const stage = { value: id, label: textOf(name, language) };
    // A decision can concern a whole stage, but a report belongs to one round, and each round of a repeated stage has
    // its own dates.
    return verb === 'return' || (HAS_DATES.has(verb) && rounds.some(({ key }) => occasionOf(key) !== null))
      ? rounds.map(({ key }) => ({
          value: key,
          label: [stage.label, partAmong(rounds, key, nameOf)].filter(Boolean).join(' · '),
        }))
      : [stage];
  });

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
    <FormDialog
      title={word}
      okText={word}
      danger={verb === 'cancel'}
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
      {ABOUT_A_STAGE.has(verb) && (
        <Form.Item name="key" label={say('环节', 'Stage')} rules={[{ required: true }]}>
          <Select options={targets} />
        </Form.Item>
      )}
      {verb === 'return' && (
        <Form.Item name="unit" label={say('单位', 'Unit')} rules={[{ required: true }]}>
          <RegionPicker under={progress.scope.code} />
        </Form.Item>
      )}
      {HAS_DATES.has(verb) && (
        <>
          <Form.Item name="due" label={say('新的到期时间', 'New due time')}>
            <DatePicker showTime={{ format: 'HH:mm' }} format={DAY} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="lock" label={say('新的截止时间', 'New lock')}>
            <DatePicker showTime={{ format: 'HH:mm' }} format={DAY} style={{ width: '100%' }} />
          </Form.Item>
        </>
      )}
      <Form.Item
        name="reason"
        label={say('原因（有关的人会看到）', 'Reason (the people concerned will see it)')}
        rules={[{ required: NEEDS_REASON.has(verb), whitespace: true }]}
      >
        <Input.TextArea maxLength={500} rows={2} showCount />
      </Form.Item>
    </FormDialog>
  );
}

/** @returns the consequences of a decision, before it is made. */
function consequence(verb: SteeringVerb, say: (zh: string, en: string) => string): string {
  const sentences: Record<SteeringVerb, string> = {
    remind: say(
      '立即催报所有还没有报送的单位；夜间静默和每日上限仍然有效。',
      'Every unit that is still silent is reminded now; quiet hours and daily caps still hold.',
    ),
    extend: say(
      '未报的单位会收到新的期限，其余提醒按新日期重排。',
      'Silent units are told the new deadline, and the remaining reminders follow it.',
    ),
    close: say('不再接受报送，未发的消息清除。', 'No more reports are taken, and what has not gone out is cleared.'),
    reopen: say('重新接受报送，直到新的截止时间。', 'Reports are taken again until the new lock.'),
    return: say('该单位收到退回通知，需要重新报送。', 'The unit is told, and has to report again.'),
    pause: say(
      '什么也不再发出，直到恢复；报送照常接受。',
      'Nothing goes out until it is resumed; reports are taken as before.',
    ),
    resume: say(
      '接着进行；暂停期间错过的提醒只补最近一次。',
      'It goes on; of the reminders that were missed only the latest goes out.',
    ),
    cancel: say(
      '整个活动结束，不能恢复；有关的人会收到通知。',
      'The whole campaign ends for good; the people concerned are told.',
    ),
    replan: say('按修改后的定义重新排期。', 'The calendar is made anew from the changed definition.'),
  };
  return sentences[verb];
}
