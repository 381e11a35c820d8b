import { Alert, Descriptions } from 'antd';
import type { Definition } from '../../../domain/campaign/definition/definition';
import { send } from '../api';
import { TYPED_NAME, TypedName } from '../parts/typed-name';
import { FormDialog } from '../shell/form-dialog';
import type { Plan, Started } from '../types';
import { textOf, useWords } from '../words';

/** The last question before real people are written to: how many messages now, in all, and what they cost. */
export function StartDialog({
  definition,
  plan,
  onStarted,
  onClose,
}: {
  definition: Definition;
  plan: Plan;
  onStarted(campaign: string): Promise<void>;
  onClose(): void;
}) {
  const { language, say } = useWords();
  const { atOnce, totals, yuan, campaign } = plan;
  const atNight = definition.quietHours && atOnce.sms + atOnce.email > 0;
  const messages = ({ sms, email }: Plan['totals']) =>
    say(`短信 ${sms} 条，邮件 ${email} 封`, `${sms} SMS, ${email} e-mails`);
  const start = async () => {
    const started = await send<Started>('/api/campaigns', { definition, mode: 'live', campaign });
    await onStarted(started.campaign);
  };
  return (
    <FormDialog
      title={say('正式启动', 'Start for real')}
      okText={say('正式启动', 'Start for real')}
      cancelText={say('返回', 'Go back')}
      focused={TYPED_NAME}
      submit={start}
      onClose={onClose}
    >
      <Alert
        type="warning"
        showIcon
        title={say(
          '真实的人会收到短信和邮件，发出的不能收回。',
          'Real people get SMS and e-mails, which cannot be recalled.',
        )}
        style={{ marginBottom: 16 }}
      />
      <Descriptions
        bordered
        size="small"
        column={1}
        style={{ marginBottom: 16 }}
        items={[
          {
            key: 'now',
            label: say('现在就发', 'Right now'),
            children: (
              <>
                {messages(atOnce)}
                {atNight && (
                  <div className="soft">
                    {say('如果正在免打扰时段，等到早上再发。', 'In the quiet hours they wait until the morning.')}
                  </div>
                )}
              </>
            ),
          },
          {
            key: 'all',
            label: say('全程最多', 'In all, at most'),
            children: messages(totals),
          },
          {
            key: 'cost',
            label: say('费用最多', 'Cost at most'),
            children: say(
              `${yuan.toFixed(2)} 元（计费 ${totals.segments} 条）`,
              `${yuan.toFixed(2)} yuan (${totals.segments} segments)`,
            ),
          },
        ]}
      />
      <TypedName name={textOf(definition.name, language)} />
    </FormDialog>
  );
}
