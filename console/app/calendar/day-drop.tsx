import { Popover } from 'antd';
import { PickDay } from './pick-day';

/** The calendar below a field for a day; nothing is picked by closing it. */
export default function DayDrop({
  day,
  onPick,
  onClose,
}: {
  day: string | null;
  onPick(day: string): void;
  onClose(): void;
}) {
  const today = new Date().toLocaleDateString('sv-SE');
  return (
    <Popover
      open
      trigger="click"
      placement="bottomRight"
      onOpenChange={(open) => !open && onClose()}
      content={<PickDay day={day ?? today} onPick={onPick} onClose={onClose} />}
    >
      <span className="day-anchor" />
    </Popover>
  );
}
