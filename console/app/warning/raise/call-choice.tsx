import { Flex, Radio, Select } from 'antd';
import { Link } from 'react-router';
import { useKinds } from '../../kinds';
import { useMe } from '../../session';
import type { Woken } from '../../types';
import { textOf, useWords } from '../../words';

/** How places that no campaign covers are called: not at all, at once, or by a campaign that is chosen. */
export interface Call {
  by: 'nobody' | 'at-once' | 'campaign';
  of?: string | undefined;
  campaign?: string | undefined;
}

/** @returns what the server is asked for; null where nobody is called, or something is still to be chosen. */
export const callOf = ({ by, of, campaign }: Call): { of: string; campaign?: string } | null => {
  if (by === 'nobody' || !of) return null;
  if (by === 'at-once') return { of };
  return campaign ? { of, campaign } : null;
};

/** Chooses what is done about places that no campaign covers. */
export function CallChoice({
  uncovered: { callable, silent },
  call,
  nobody,
  onChange,
}: {
  uncovered: Pick<Woken, 'callable' | 'silent'>;
  call: Call;
  /** What it is called when nobody is woken. */
  nobody: string;
  onChange(call: Call): void;
}) {
  const { language, say } = useWords();
  const { can } = useMe();
  const { nameOf } = useKinds();
  if (!can('start-campaign')) return null;
  const choose = (by: Call['by']) => onChange({ ...call, by, of: call.of ?? callable[0]?.kind });
  return (
    <Flex vertical gap={8}>
      <Radio.Group
        value={call.by}
        onChange={({ target }) => choose(target.value)}
        aria-label={say('没有活动覆盖的地区', 'Where no campaign answers')}
      >
        <Flex vertical gap={6}>
          <Radio value="at-once" disabled={callable.length === 0}>
            {say('临时叫应：现在就叫应，不要活动', 'Call at once, without a campaign')}
          </Radio>
          <Radio value="campaign" disabled={silent.length === 0}>
            {silent.length > 0
              ? say('选择活动：由正在进行的活动叫应', 'Choose a campaign that runs there')
              : say('选择活动：没有覆盖这里的进行中的活动', 'Choose a campaign: none runs around this place')}
          </Radio>
          <Radio value="nobody">{nobody}</Radio>
        </Flex>
      </Radio.Group>
      {call.by === 'campaign' && (
        <Select
          aria-label={say('由哪个活动叫应', 'Which campaign')}
          placeholder={say('由哪个活动叫应', 'Which campaign')}
          value={call.campaign}
          onChange={(campaign) => onChange({ ...call, campaign })}
          options={silent.map(({ id, name }) => ({ value: id, label: textOf(name, language) }))}
        />
      )}
      {call.by !== 'nobody' && (
        <Select
          aria-label={say('叫应哪一级', 'Which units')}
          value={call.of}
          onChange={(of) => onChange({ ...call, of })}
          options={callable.map(({ kind, units, reachable }) => ({
            value: kind,
            label: say(
              `${nameOf(kind)}：${units} 个，其中 ${reachable} 个有联系人`,
              `${nameOf(kind)}: ${units}, ${reachable} of them with a contact`,
            ),
          }))}
        />
      )}
      <Link to="/campaigns/new">{say('为这里新建一个活动', 'Make a campaign for this place')}</Link>
    </Flex>
  );
}
