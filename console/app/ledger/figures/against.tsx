import { Card } from 'antd';
import type { SeasonBefore } from '../../types';
import { useData } from '../../use-data';
import { textOf, useWords } from '../../words';
import { ledgerPath } from '../books';
import { isOf, type Thing, type Tile } from './shape';

/** What each region has handed over, against its plan and against the same campaign a season ago. */
export function Against({
  campaign,
  query,
  tiles,
  here,
  thing,
  amount,
}: {
  campaign: string;
  /** The region that is looked at, as the figures ask for it. */
  query: string;
  tiles: readonly Tile[];
  here: string;
  thing: Thing;
  amount(quantity: number): string;
}) {
  const { language, say } = useWords();
  const { data } = useData<SeasonBefore>(`${ledgerPath(campaign)}/before${query}`);
  if (tiles.length === 0) return null;
  const before = data?.before ?? null;
  const then = new Map(data?.parts.filter(isOf(thing)).map(({ region, delivered }) => [region, delivered]));
  const most = Math.max(
    1,
    ...tiles.flatMap(({ region, planned, delivered }) => [planned, delivered, then.get(region) ?? 0]),
  );
  const wide = (quantity: number) => `${(quantity / most) * 100}%`;
  return (
    <Card
      size="small"
      className="section"
      title={
        before ? say('已发、计划与上一季', 'Given, planned, and a season ago') : say('已发与计划', 'Given and planned')
      }
    >
      <ul className="against">
        {tiles.map(({ region, name, planned, delivered }) => (
          <li key={region}>
            <div className="said">
              <span>{region === here ? say(`${name}本级`, `${name} itself`) : name}</span>
              <span className="number">
                {amount(delivered)} / {amount(planned)}
                {before && (
                  <span className="soft">
                    {say(
                      ` · 上一季 ${amount(then.get(region) ?? 0)}`,
                      ` · a season ago ${amount(then.get(region) ?? 0)}`,
                    )}
                  </span>
                )}
              </span>
            </div>
            <div className="track" aria-hidden>
              <span className="given" style={{ width: wide(delivered) }} />
              <span className="planned" style={{ width: wide(planned) }} />
              {before && <span className="before" style={{ left: wide(then.get(region) ?? 0) }} />}
            </div>
          </li>
        ))}
      </ul>
      <p className="soft">
        {say('绿色为已发，框为计划', 'Green: given; frame: planned')}
        {before &&
          say(
            `，竖线为上一季（${before.season} 年《${textOf(before.name, language)}》）`,
            `; line: ${textOf(before.name, language)} ${before.season}`,
          )}
        {data && !before && say('。没有上一季的同一活动可以对照。', '. There is no earlier season of this campaign.')}
      </p>
    </Card>
  );
}
