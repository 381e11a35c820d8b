import { App, Button, Flex, InputNumber } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Definition } from '../../../domain/campaign/definition/definition';
import { send } from '../api';
import type { Rehearsal, Started } from '../types';
import { useWords } from '../words';

const REHEARSAL_SECONDS = 60;
const LONGEST_REHEARSAL = 3600;

/** The last buttons: rehearse, or start for real. */
export function StartButtons({
  definition,
  ready,
  onRefused,
}: {
  definition: Definition;
  ready: boolean;
  onRefused(message: string | null): void;
}) {
  const { say } = useWords();
  const { modal } = App.useApp();
  const go = useNavigate();
  const [seconds, setSeconds] = useState(REHEARSAL_SECONDS);
  const [busy, setBusy] = useState(false);
  async function attempt(work: () => Promise<string>) {
    setBusy(true);
    onRefused(null);
    try {
      await go(`/campaigns/${await work()}`);
    } catch (error) {
      onRefused((error as Error).message);
      setBusy(false);
    }
  }
  const rehearse = () =>
    attempt(async () => {
      const request = { yaml: JSON.stringify(definition), seconds };
      return (await send<Rehearsal>('/api/rehearsals', request)).campaign;
    });
  const start = () =>
    modal.confirm({
      title: say('正式启动？', 'Start for real?'),
      content: say('从开始日起，真实的人会收到短信和邮件。', 'From the opening on, real people get SMS and e-mails.'),
      okText: say('正式启动', 'Start for real'),
      onOk: () => attempt(async () => (await send<Started>('/api/campaigns', { definition, mode: 'live' })).campaign),
    });
  return (
    <Flex gap={8} wrap>
      <InputNumber
        min={1}
        max={LONGEST_REHEARSAL}
        value={seconds}
        aria-label={say('演练用时（秒）', 'Seconds for the rehearsal')}
        suffix={say('秒', 's')}
        onChange={(typed) => typed && setSeconds(typed)}
        style={{ width: 110 }}
      />
      <Button onClick={rehearse} disabled={!ready} loading={busy}>
        {say('先演练', 'Rehearse first')}
      </Button>
      <Button type="primary" onClick={start} disabled={!ready} loading={busy}>
        {say('正式启动', 'Start for real')}
      </Button>
    </Flex>
  );
}
