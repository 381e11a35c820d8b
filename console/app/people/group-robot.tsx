import { Select, Typography } from 'antd';
import { send } from '../api';
import { useFeedback } from '../feedback';
import type { Group } from '../types';
import { useData } from '../use-data';
import { type Say, useWords } from '../words';

const kindWord = (kind: Group['robots'][number]['kind'], say: Say): string =>
  ({
    wecom: say('企业微信', 'WeCom'),
    dingtalk: say('钉钉', 'DingTalk'),
    webhook: say('其他系统', 'another system'),
  })[kind];

/** The robot that tells the officers' group of a region; shown where the settings have robots. */
export function GroupRobot({ code }: { code: string }) {
  const { say } = useWords();
  const { message } = useFeedback();
  const { data, reload } = useData<Group>(`/api/register/${encodeURIComponent(code)}/group`);
  if (!data || (data.robots.length === 0 && data.robot === null)) return null;
  const choose = (robot: string | undefined) =>
    send(`/api/register/${encodeURIComponent(code)}/group`, { robot: robot ?? null }).then(
      reload,
      (error: Error) => void message.error(error.message),
    );
  return (
    <section style={{ marginBottom: 20 }}>
      <Typography.Title level={3} style={{ fontSize: 15, margin: 0 }}>
        {say('值班群', 'Duty group')}
      </Typography.Title>
      <Select
        allowClear
        style={{ width: '100%' }}
        aria-label={say('值班群机器人', 'Robot of the duty group')}
        placeholder={say('不通知群', 'No group is told')}
        value={data.robot}
        onChange={(robot) => void choose(robot)}
        options={data.robots.map(({ name, kind }) => ({ value: name, label: `${name}（${kindWord(kind, say)}）` }))}
      />
      <Typography.Text type="secondary">
        {say(
          '汇总、督办和预警进展也发到群里，不带个人链接。',
          'Digests, chases and the progress of warnings go to the group as well, without a personal link.',
        )}
      </Typography.Text>
    </section>
  );
}
