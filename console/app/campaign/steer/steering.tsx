import { ControlOutlined, DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { SteeringVerb } from '../../../../domain/campaign/steering';
import { stateWord } from '../../shell/state-words';
import type { Progress } from '../../types';
import { useWords } from '../../words';
import { HeldDialog } from './held-dialog';
import { type AtOnce, SteerDialog } from './steer-dialog';

type Offered = SteeringVerb;

/** The possible decisions by state; the workflow checks them finally. */
const VERBS: Record<Progress['state'], Offered[]> = {
  running: ['remind', 'extend', 'close', 'reopen', 'return', 'replan', 'pause', 'cancel'],
  paused: ['resume', 'extend', 'close', 'reopen', 'return', 'replan', 'cancel'],
  completed: [],
  cancelled: [],
};

const isHeld = (verb: Offered): verb is Exclude<Offered, AtOnce> => verb === 'remind' || verb === 'extend';

/** The decisions about a running campaign, each with a reason and a confirmation. */
export function Steering({ progress, onDone }: { progress: Progress; onDone(): void }) {
  const { say } = useWords();
  const [verb, setVerb] = useState<Offered | null>(null);
  const verbs = VERBS[progress.state];
  if (verbs.length === 0) return null;
  const close = (done: boolean) => {
    setVerb(null);
    if (done) onDone();
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: verbs.map((one) => ({ key: one, label: stateWord('verb', one, say).word, danger: one === 'cancel' })),
          onClick: ({ key }) => setVerb(key as Offered),
        }}
      >
        <Button type="primary" icon={<ControlOutlined />} aria-haspopup="menu">
          {say('处置', 'Actions')} <DownOutlined />
        </Button>
      </Dropdown>
      {verb && isHeld(verb) && <HeldDialog verb={verb} progress={progress} onClose={close} />}
      {verb && !isHeld(verb) && <SteerDialog verb={verb} progress={progress} onClose={close} />}
    </>
  );
}
