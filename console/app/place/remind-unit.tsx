import { Button } from 'antd';
import { useState } from 'react';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { useWords } from '../words';
import type { UnitAsked } from './enter-report';

/** Reminds this unit alone, now. */
export function RemindUnit({ unit: { campaign, key, code, name }, onDone }: { unit: UnitAsked; onDone(): void }) {
  const { say } = useWords();
  const { message } = useFeedback();
  const [busy, setBusy] = useState(false);
  const remind = async () => {
    setBusy(true);
    try {
      await send(
        `/api/campaigns/${encodeURIComponent(campaign)}/rounds/${encodeURIComponent(key)}/units/${encodeURIComponent(code)}/remind`,
        {},
      );
      void message.success(say(`已催报${name}`, `${name} is reminded`));
      onDone();
    } catch (refused) {
      void message.warning((refused as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" loading={busy} onClick={() => void remind()}>
      {say('催报', 'Remind')}
    </Button>
  );
}
