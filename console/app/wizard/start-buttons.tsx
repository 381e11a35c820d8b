import { Button, Flex, InputNumber } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Definition } from '../../../domain/campaign/definition/definition';
import { send } from '../api';
import type { Plan, Rehearsal } from '../types';
import { useWords } from '../words';
import type { Draft } from './draft';
import { StartDialog } from './start-dialog';

const REHEARSAL_SECONDS = 60;
const LONGEST_REHEARSAL = 3600;

/** The last buttons: rehearse, or start for real. */
export function StartButtons({
  draft,
  definition,
  plan,
  ready,
  saving,
  onRefused,
}: {
  /** Number of the draft. */
  draft: number;
  definition: Definition;
  plan: Plan | null;
  ready: boolean;
  saving: Draft['saving'];
  onRefused(message: string | null): void;
}) {
  const { say } = useWords();
  const go = useNavigate();
  const [seconds, setSeconds] = useState(REHEARSAL_SECONDS);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  async function rehearse() {
    setBusy(true);
    onRefused(null);
    try {
      const { campaign } = await send<Rehearsal>('/api/rehearsals', { yaml: JSON.stringify(definition), seconds });
      // From the page of the rehearsal a link leads back to this draft.
      await saving.flush(campaign);
      await go(`/campaigns/${campaign}`);
    } catch (error) {
      onRefused((error as Error).message);
      setBusy(false);
    }
  }
  async function leave(campaign: string) {
    await saving.flush();
    // It has become a campaign; if this call is lost, the draft is still there, and does no harm.
    await send(`/api/drafts/${draft}/drop`, {}).catch(() => null);
    await go(`/campaigns/${campaign}`);
  }
  return (
    <Flex gap={8} wrap>
      <InputNumber
        min={1}
        max={LONGEST_REHEARSAL}
        value={seconds}
        aria-label={say('演练用时（秒）', 'Seconds for the rehearsal')}
        prefix={say('用时', 'in')}
        suffix={say('秒', 's')}
        onChange={(typed) => typed && setSeconds(typed)}
        style={{ width: 140 }}
      />
      <Button onClick={() => void rehearse()} disabled={!ready} loading={busy}>
        {say('先演练', 'Rehearse first')}
      </Button>
      <Button type="primary" onClick={() => setAsking(true)} disabled={!ready}>
        {say('正式启动', 'Start for real')}
      </Button>
      {asking && plan && <StartDialog {...{ definition, plan }} onStarted={leave} onClose={() => setAsking(false)} />}
    </Flex>
  );
}
