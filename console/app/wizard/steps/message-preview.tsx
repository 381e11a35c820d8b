import { Tag, Typography } from 'antd';
import type { Plan } from '../../types';
import { useWords } from '../../words';

/** A message as the reader gets it, with its cost. */
export function MessagePreview({ plan, sample }: { plan: Plan; sample: Plan['messages']['en'][number] }) {
  const { say } = useWords();
  return (
    <section aria-live="polite" aria-label={say('预览', 'Preview')}>
      <Typography.Title level={3} style={{ fontSize: 15 }}>
        {say('收到的样子', 'As it arrives')}
      </Typography.Title>
      <div className="sms-bubble">{`【${plan.signature}】${sample.sms}`}</div>
      <p>
        <Tag color={sample.segments > 2 ? 'warning' : 'default'}>
          {say(`计费 ${sample.segments} 条`, `${sample.segments} segment${sample.segments === 1 ? '' : 's'}`)}
        </Tag>
        <Tag>{say(`全部短信最多 ${plan.yuan.toFixed(2)} 元`, `all SMS at most ${plan.yuan.toFixed(2)} yuan`)}</Tag>
      </p>
      <div className="sms-bubble">
        <strong>{sample.subject}</strong>
        {`\n\n${sample.body}`}
      </div>
    </section>
  );
}
