import { Alert } from 'antd';
import type { Faults as FaultList } from '../types';
import { useData } from '../use-data';
import { showTime } from '../when';
import { useWords } from '../words';

const KINDS: Record<string, readonly [string, string]> = {
  'budget-80': ['短信预算已用八成', '80 % of the SMS budget is spent'],
  'budget-spent': ['短信预算已用完，普通短信等待追加', 'The SMS budget is spent; ordinary SMS wait for more'],
  'budget-overrun': ['紧急短信超出预算发出', 'Urgent SMS go out beyond the budget'],
  'provider-down': ['短信平台不可用', 'The SMS provider is not available'],
  'provider-account': ['短信平台账户被停用或余额不足', 'The account with the SMS provider is suspended or empty'],
  lane: [
    '短信发不出去：方案写的短信平台不存在或没有配置',
    'SMS have no way out: the platform does not exist or is not set up',
  ],
  replies: ['有短信回复处理不了，请到“消息”页查看', 'Replies by SMS could not be handled: see the page of messages'],
  template: ['有文字不能使用', 'A text cannot be used'],
  bounces: ['退信邮箱读不了', 'The mailbox of bounced e-mails cannot be read'],
  'feed-failing': ['预警来源读不到', 'A feed of warnings cannot be read'],
  'feed-silent': ['预警来源太久没有消息', 'A feed of warnings has been silent for too long'],
  'queue-paused': [
    '一个正式消息队列被暂停，消息发不出去',
    'A queue of live messages is paused: nothing goes out there',
  ],
  'self-check': [
    '有到期的消息没有处理：请查看发送进程',
    'Messages are due that nothing works on: look at the delivery processes',
  ],
  rungs: [
    '有轮次或提醒到期未执行：请查看流程进程',
    'Rounds or rungs were due and did not happen: look at the workflow processes',
  ],
  'step-failed': [
    '有一步无法执行，系统会再试，其他事项不受影响',
    'One step cannot be carried out and is tried again; nothing else is affected',
  ],
  report: ['总结报告没有写成，请重新生成', 'The report could not be written: write it again'],
};

/** Open faults; hidden when there are none. */
export function Faults() {
  const { language, say } = useWords();
  const { data } = useData<FaultList>('/api/faults');
  return data?.faults.map(({ kind, scope, detail, openedAt }) => (
    <Alert
      key={`${kind} ${scope}`}
      type="warning"
      showIcon
      style={{ marginBottom: 12 }}
      title={`${say(...(KINDS[kind] ?? [kind, kind]))} · ${scope}`}
      description={[
        `${say('自', 'since')} ${showTime(openedAt, null, language)}`,
        ...Object.entries(detail).map(([name, value]) => (name === 'reason' ? value : `${name} ${value}`)),
      ].join(', ')}
    />
  ));
}
