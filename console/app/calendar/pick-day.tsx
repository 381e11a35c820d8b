import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useEffect, useState } from 'react';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { DaysOff } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';
import { Month } from './month';
import { firstDay, lastDay, monthAfter } from './months';
import { useRoving } from './roving';

/** One month to pick a day from; it begins at the day that is chosen. */
export function PickDay({
  day,
  holidays = 'cn',
  onPick,
  onClose,
}: {
  day: string;
  holidays?: Definition['holidays'];
  onPick(day: string): void;
  onClose(): void;
}) {
  const { say } = useWords();
  const [month, setMonth] = useState(day.slice(0, 7));
  const { data } = useData<DaysOff>(`/api/calendar?from=${firstDay(month)}&to=${lastDay(month)}&holidays=${holidays}`);
  const { stop, frame } = useRoving(day, {
    ...{ from: month, to: month },
    onBeyond: (beyond) => setMonth(beyond.slice(0, 7)),
  });
  const { ref } = frame;
  useEffect(() => ref.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(), [ref]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from any of the buttons within
    <div className="pick-day" onKeyDown={({ key }) => key === 'Escape' && onClose()}>
      <Flex justify="space-between">
        <Button
          size="small"
          type="text"
          icon={<LeftOutlined />}
          aria-label={say('上个月', 'Month before')}
          onClick={() => setMonth(monthAfter(month, -1))}
        />
        <Button
          size="small"
          type="text"
          icon={<RightOutlined />}
          aria-label={say('下个月', 'Month after')}
          onClick={() => setMonth(monthAfter(month, 1))}
        />
      </Flex>
      <div {...frame}>
        <Month month={month} chosen={day} stop={stop} daysOff={data} onPick={onPick} />
      </div>
    </div>
  );
}
