import { Alert, Tag, Typography } from 'antd';
import type { Plan } from '../../types';
import { useWords } from '../../words';

/**
 * A message as the reader gets it, with its length and cost; while the text is wrong or new, it says that it is old.
 */
export function MessagePreview({
  plan,
  sample,
  stale,
}: {
  plan: Plan;
  sample: Plan['messages']['en'][number];
  stale: 'wrong' | 'checking' | null;
}) {
  const { say } = useWords();
  const whole = `【${plan.signature}】${sample.sms}`;
  return (
    <section aria-live="polite" aria-label={say('预览', 'Preview')} aria-busy={stale === 'checking'}>
      <Typography.Title level={3} style={{ fontSize: 15 }}>
        {say('收到的样子', 'As it arrives')}
      </Typography.Title>
      {stale === 'wrong' && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 8 }}
          title={say('文字有错：下面是改错之前的样子。', 'The text is wrong: this is how it was before.')}
        />
      )}
      <div className={stale ? 'stale' : ''}>
        <div className="sms-bubble">{whole}</div>
        <p>
          <Tag>{say(`${[...whole].length} 字`, `${[...whole].length} characters`)}</Tag>
          <Tag color={sample.segments > 2 ? 'warning' : 'default'}>
            {say(`计费 ${sample.segments} 条`, `${sample.segments} segment${sample.segments === 1 ? '' : 's'}`)}
          </Tag>
          <Tag>{say(`全部短信最多 ${plan.yuan.toFixed(2)} 元`, `all SMS at most ${plan.yuan.toFixed(2)} yuan`)}</Tag>
        </p>
        <div className="sms-bubble">
          <strong>{sample.subject}</strong>
          {`\n\n${sample.body}`}
        </div>
      </div>
    </section>
  );
}
