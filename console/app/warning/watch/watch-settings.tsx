import { Flex, Switch } from 'antd';
import { useFeedback } from '../../feedback';
import { useWords } from '../../words';
import { useConsent, type Way } from './consent';
import { ring } from './ring';

/** Sound and notifications for warnings: off until the reader switches them on. */
export function WatchSettings() {
  const { say } = useWords();
  return (
    <Flex gap={16} wrap align="center" className="watch-settings">
      <WaySwitch way="sound" name={say('声音提醒', 'Sound')} />
      <WaySwitch way="notification" name={say('浏览器通知', 'Browser notifications')} />
      <span className="soft">
        {say(
          '有新预警或超时未应答时，在任何一页都会提醒。',
          'On every page: for a new warning, and when time runs out.',
        )}
      </span>
    </Flex>
  );
}

function WaySwitch({ way, name }: { way: Way; name: string }) {
  const { say } = useWords();
  const { message } = useFeedback();
  const { on, switchTo } = useConsent(way);
  const change = async (wanted: boolean) => {
    if (!(await switchTo(wanted)))
      void message.warning(
        say('浏览器不允许通知：请在地址栏旁的网站设置里允许。', 'The browser does not allow it: see its settings.'),
      );
    // The first ring is the proof that it can be heard, and the touch that a browser wants.
    else if (wanted && way === 'sound') ring();
  };
  return (
    <span>
      <Switch size="small" checked={on} onChange={(wanted) => void change(wanted)} aria-label={name} /> {name}
    </span>
  );
}
