import { Card, Flex, Segmented, Select } from 'antd';
import { useState } from 'react';
import { MONEY } from '../../../../domain/ledger/items';
import { Loading } from '../../shell/loading';
import type { LedgerFigures } from '../../types';
import { useLiveData, useNews } from '../../use-data';
import { useWords } from '../../words';
import { type InBooks, ledgerPath, useThings } from '../books';
import { Counted } from '../counted';
import { RegionPath, useRegionPath } from '../region-path';
import { Against } from './against';
import { Categories } from './categories';
import { Days } from './days';
import { Flow } from './flow';
import { LiveTotals } from './live-totals';
import { daysOf, isOf, type Thing, tilesOf } from './shape';
import { Tiles } from './tiles';

/** How far the hand-over is, live: what was raised and where it is, by region, by category, by day. */
export function Overview({ campaign, books }: InBooks) {
  const { say } = useWords();
  const { path, query, open, back } = useRegionPath();
  const news = useNews(`/api/campaigns/${encodeURIComponent(campaign)}/events`);
  const { data, error, reload } = useLiveData<LedgerFigures>(`${ledgerPath(campaign)}/figures${query}`, news);
  const [chosen, choose] = useState<Thing | null>(null);
  const things = useThings(books);
  if (!data) return <Loading error={error} reload={reload} />;
  const { whole, parts, categories } = data;
  const [top] = whole;
  const thing = whole.find(isOf(chosen ?? { item: '', purse: '' })) ?? whole[0];
  if (!top || !thing)
    return (
      <Card size="small" className="section">
        <p className="intro">
          {say(
            '还没有款物。先到“库存与在途”登记收到的捐款、捐物或认捐；名单审批以后，这里显示应发与已发。',
            'There is nothing yet. Note gifts and promises under “Stores and ways”; once rows are approved, this page shows what is due and what was given.',
          )}
        </p>
      </Card>
    );
  const amount = (quantity: number) => things.amount(thing.item, quantity);
  const tiles = tilesOf(parts, thing);
  return (
    <>
      <RegionPath path={path} back={back} />
      <Counted of={data} reload={reload} />
      <LiveTotals figures={data} books={books} />
      <div className="filters section">
        <PickThing whole={whole} thing={thing} choose={choose} name={things.thing} />
      </div>
      <Card size="small" className="section" title={say('筹集 → 下拨 → 发放', 'Raised → allocated → handed over')}>
        <Flow
          whole={thing}
          own={parts.filter(isOf(thing)).find(({ region }) => region === top.region) ?? null}
          amount={amount}
        />
      </Card>
      <Card size="small" className="section" title={say('各地进度', 'By region')}>
        <Tiles tiles={tiles} here={top.region} amount={amount} onOpen={(tile) => open(tile, top)} />
      </Card>
      <Against campaign={campaign} query={query} tiles={tiles} here={top.region} thing={thing} amount={amount} />
      <Card size="small" className="section" title={say('每天发放', 'By day')}>
        <Days days={daysOf(data.days, thing)} amount={amount} />
      </Card>
      <Card size="small" className="section" title={say('各类对象', 'By category')}>
        <Categories categories={categories} things={things} />
      </Card>
    </>
  );
}

/** Few items stand side by side; more of them in a list. */
const SIDE_BY_SIDE = 4;
const keyOf = ({ item, purse }: Thing) => `${item} ${purse}`;

function PickThing({
  whole,
  thing,
  choose,
  name,
}: {
  whole: readonly Thing[];
  thing: Thing;
  choose(thing: Thing): void;
  name(thing: Thing): string;
}) {
  const { say } = useWords();
  const sorted = [...whole].sort((one, other) => Number(other.item === MONEY) - Number(one.item === MONEY));
  const options = sorted.map((one) => ({ value: keyOf(one), label: name(one) }));
  const onChange = (key: string) => {
    const found = whole.find((one) => keyOf(one) === key);
    if (found) choose(found);
  };
  const label = say('看哪一种款物', 'Of which item');
  const picked = { value: keyOf(thing), onChange, 'aria-label': label };
  return (
    <Flex gap={8} align="center" wrap>
      <span className="soft">{label}</span>
      {options.length > SIDE_BY_SIDE ? (
        <Select<string> {...picked} options={options} popupMatchSelectWidth={false} style={{ minWidth: 220 }} />
      ) : (
        <Segmented<string> {...picked} options={options} style={{ maxWidth: '100%', overflowX: 'auto' }} />
      )}
    </Flex>
  );
}
