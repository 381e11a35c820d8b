import { Alert } from 'antd';
import type { Progress } from '../types';
import { showTime } from '../when';
import { useWords } from '../words';

/** Says over the whole page that nothing goes out, since when, and why. */
export function Paused({ progress: { decisions, zone } }: { progress: Pick<Progress, 'decisions' | 'zone'> }) {
  const { language, say } = useWords();
  const decision = decisions.findLast(({ verb }) => verb === 'pause');
  return (
    <Alert
      type="warning"
      showIcon
      className="section"
      title={say(
        '活动已暂停：什么也不再发出，直到恢复；上报照常接受。',
        'The campaign is paused: nothing goes out until it is resumed; reports are taken as before.',
      )}
      description={
        decision && [decision.by, showTime(decision.at, zone, language), decision.reason].filter(Boolean).join(' · ')
      }
    />
  );
}
