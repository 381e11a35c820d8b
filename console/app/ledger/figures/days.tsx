import { useWords } from '../../words';
import type { Day } from './shape';

const TALL = 100;
const SHARE_OF_SLOT = 0.76;
/** Pixels of a day at most: two days do not fill a wide screen. */
const WIDEST = 56;

/** What was handed over, a bar for each day. */
export function Days({ days, amount }: { days: readonly Day[]; amount(quantity: number): string }) {
  const { language, say } = useWords();
  const most = Math.max(0, ...days.map(({ quantity }) => quantity));
  const format = new Intl.DateTimeFormat(language, { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
  const dayName = (day: string) => format.format(new Date(day));
  const told = ({ day, quantity, rows }: Day) =>
    `${dayName(day)}: ${amount(quantity)}, ${say(`${rows} 户`, `rows: ${rows}`)}`;
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return <p className="soft intro">{say('还没有发放。', 'Nothing has been handed over yet.')}</p>;
  return (
    <figure className="days" style={{ maxWidth: Math.max(days.length * WIDEST, 220) }}>
      <div className="soft">{say(`最多一天 ${amount(most)}`, `Most on one day: ${amount(most)}`)}</div>
      <svg
        role="img"
        aria-label={days
          .filter(({ quantity }) => quantity > 0)
          .map(told)
          .join('; ')}
        viewBox={`0 0 ${days.length} ${TALL}`}
        preserveAspectRatio="none"
      >
        {days.map((one, nth) => {
          const height = (one.quantity / most) * TALL;
          return (
            <rect
              key={one.day}
              x={nth + (1 - SHARE_OF_SLOT) / 2}
              y={TALL - height}
              width={SHARE_OF_SLOT}
              height={height}
            >
              <title>{told(one)}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption className="soft">
        <span>{dayName(first.day)}</span>
        {last !== first && <span>{dayName(last.day)}</span>}
      </figcaption>
    </figure>
  );
}
