import { Alert, Button, Drawer, Flex, Form, Input, Select, Upload } from 'antd';
import { useState } from 'react';
import { send } from '../../api';
import { useFeedback } from '../../feedback';
import { useMe } from '../../session';
import type { Board, Drilled, WhatIf } from '../../types';
import { useData } from '../../use-data';
import { textOf, useWords } from '../../words';
import { useDrillQuestion } from './drill-question';
import { WhatIfResult } from './what-if-result';

/** For a file of warnings, for example of last winter: shows the consequences by the rules, and makes a drill. */
export function DrillDrawer({ onClose }: { onClose(done: boolean): void }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const { message } = useFeedback();
  const question = useDrillQuestion();
  const { data } = useData<Board>('/api/board');
  const [campaign, setCampaign] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [found, setFound] = useState<WhatIf | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const running = data?.campaigns.filter(({ state }) => state === 'running' || state === 'paused') ?? [];
  const meant = campaign ?? (running.length === 1 ? running[0]?.id : undefined) ?? null;

  const ask = async (body: object): Promise<boolean> => {
    setBusy(true);
    setRefused(null);
    try {
      const { whatIf } = await send<Drilled>('/api/warnings/drill', { campaign: meant, text, ...body });
      setFound(whatIf);
      return true;
    } catch (error) {
      setFound(null);
      setRefused((error as Error).message);
      return false;
    } finally {
      setBusy(false);
    }
  };

  return (
    <Drawer open size={880} title={say('预警推演与演练', 'What if, and drills')} onClose={() => onClose(false)}>
      <Flex vertical gap={16}>
        <Select
          value={meant}
          onChange={setCampaign}
          aria-label={say('活动', 'Campaign')}
          placeholder={say('按哪个活动的范围和规则', 'Whose scope and rules')}
          options={running.map(({ id, name, mode }) => ({
            value: id,
            label: `${textOf(name, language)} · ${id}${mode === 'rehearsal' ? say('（演练）', ' (rehearsal)') : ''}`,
          }))}
        />
        <Upload.Dragger
          maxCount={1}
          accept=".xml,.json,.yaml,.yml,.txt"
          showUploadList={false}
          beforeUpload={async (file) => {
            setText(await file.text());
            setFound(null);
            return false;
          }}
        >
          <p>{say('把预警文件拖到这里，或点击选择', 'Drop a file of warnings here, or choose one')}</p>
          <p className="soft">
            {say('12379、CAP、和风天气等格式，或手写 YAML', '12379, CAP, QWeather …, or YAML by hand')}
          </p>
        </Upload.Dragger>
        <Input.TextArea
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setFound(null);
          }}
          rows={5}
          className="code"
          aria-label={say('预警内容', 'The warnings')}
        />
        <Flex gap={8} align="center" wrap>
          <Button type="primary" disabled={!meant || text.trim() === ''} loading={busy} onClick={() => ask({})}>
            {say('推演', 'What if?')}
          </Button>
          <span className="soft">{say('只推演，不发送任何消息。', 'Sends nothing.')}</span>
        </Flex>
        {refused && <Alert type="error" showIcon title={refused} role="alert" />}
        {found && <WhatIfResult found={found} />}
        {found && can('make-drill') && (
          <SendDrill
            busy={busy}
            onSend={async (reason) => {
              const units = found.alerts.reduce((sum, alert) => sum + alert.units, 0);
              if (!(await question({ ...found.totals, units }))) return;
              if (!(await ask({ send: true, reason }))) return;
              void message.success(say('演练已开始', 'The drill has begun'));
              onClose(true);
            }}
          />
        )}
      </Flex>
    </Drawer>
  );
}

function SendDrill({ busy, onSend }: { busy: boolean; onSend(reason: string): void }) {
  const { say } = useWords();
  return (
    <Form layout="vertical" onFinish={({ reason }: { reason: string }) => onSend(reason.trim())} className="section">
      <Alert
        type="warning"
        showIcon
        style={{ marginBottom: 12 }}
        title={say(
          '作为演练发出：真实手机会收到，每条以【演练】开头，叫应过程和真的一样。',
          'As a drill: real phones get it, every text says that it is one, and it runs as a warning does.',
        )}
      />
      <Form.Item
        name="reason"
        label={say('演练原因', 'Why the drill is made')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={500} />
      </Form.Item>
      <Button danger htmlType="submit" loading={busy}>
        {say('作为演练发出', 'Send as a drill')}
      </Button>
    </Form>
  );
}
