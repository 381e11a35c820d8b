import { Alert, Spin } from 'antd';
import type { Woken } from '../../types';
import { textOf, useWords } from '../../words';
import { type Call, CallChoice, callOf } from './call-choice';

/** Says before a warning is entered who is woken by it; where nobody is, what can be done. */
export function WokenNotice({
  asked,
  woken,
  refused,
  drill,
  call,
  onCall,
}: {
  asked: boolean;
  woken: Woken | null;
  refused: string | null;
  drill: boolean;
  call: Call;
  onCall(call: Call): void;
}) {
  const { language, say } = useWords();
  if (refused) return <Alert type="error" showIcon title={refused} />;
  if (!asked)
    return (
      <Alert
        type="info"
        showIcon
        title={say('选好等级和地区后，这里显示将叫应谁。', 'Choose colour and places to see who is woken.')}
      />
    );
  if (!woken) return <Spin aria-label={say('正在计算将叫应谁', 'Counting who is woken')} />;
  const { units, sms, email, campaigns, uncovered } = woken;
  const places = uncovered.map(({ name }) => name);
  const called = uncovered.length > 0 && !drill ? callOf(call) : null;
  const more = called ? (woken.callable.find(({ kind }) => kind === called.of)?.units ?? 0) : 0;
  return (
    <Alert
      type={units + more === 0 ? 'error' : 'warning'}
      showIcon
      role="status"
      title={
        uncovered.length > 0
          ? say(
              `将叫应 ${units + more} 个单位：没有活动覆盖${places.join('、')}`,
              `${units + more} units are woken: no campaign covers ${places.join(', ')}`,
            )
          : say(
              `将叫应 ${units} 个单位，短信最多 ${sms} 条，邮件最多 ${email} 封`,
              `${units} units are woken: ${sms} SMS and ${email} e-mails at most`,
            )
      }
      description={
        <>
          {campaigns.map(({ id, title, units: its, sms: most }) => (
            <div key={id}>
              {say(
                `${textOf(title, language)}：${its} 个单位，短信最多 ${most} 条`,
                `${textOf(title, language)}: ${its} units, ${most} SMS at most`,
              )}
            </div>
          ))}
          {uncovered.length > 0 && !drill && (
            <CallChoice
              uncovered={woken}
              call={call}
              nobody={say('只登记，不叫应任何人', 'Only write it down, and wake nobody')}
              onChange={onCall}
            />
          )}
        </>
      }
    />
  );
}
