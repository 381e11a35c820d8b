import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

const rehearsal = rehearsesItsFigures('company-union');

test('workers and party members get money and goods, the families of soldiers goods only', () => {
  const items = rehearsal.summary.ledger?.items ?? [];
  expect(items.map(({ category, money }) => [category, money > 0])).toEqual([
    ['worker', true],
    ['party-member', true],
    ['army-family', false],
  ]);
  for (const { households, goods } of items) {
    expect(households).toBeGreaterThan(0);
    expect(goods.map(({ item, pieces }) => [item, pieces])).toEqual([['gift', households]]);
  }
});

test('whoever is on the list of workers hangs on a board, and whoever was served had hung there', () => {
  const workers = rehearsal.summary.lists.find(({ id }) => id === 'workers');
  expect(workers?.served).toBeGreaterThan(0);
  expect(workers?.posted).toBeGreaterThanOrEqual(workers?.served ?? 0);
});

test('each company gives what it has raised, in equal parts', async () => {
  const { sql } = rehearsal.stage;
  const amounts = await sql<{ unit: string; raised: number; entitled: number; amounts: number[] }[]>`
    select e.unit_code as unit, sum((e.entitled -> 0 ->> 'cash')::bigint)::int as entitled,
           array_agg(distinct (e.entitled -> 0 ->> 'cash')::int) as amounts,
           (select sum(quantity)::int from transfers t
            where t.campaign_id = e.campaign_id and t.item = 'cny' and t.purse = 'workers' and t.to_account = 'store:' || e.unit_code
              and t.kind = 'receive') as raised
    from entries e where e.campaign_id = ${rehearsal.summary.campaign} and e.category = 'worker' and e.entitled is not null
    group by e.campaign_id, e.unit_code order by 1`;
  expect(amounts.length).toBeGreaterThan(1);
  for (const { raised, entitled, amounts: each } of amounts) {
    expect(entitled).toBe(raised);
    // What does not divide goes to some of them, a fen each.
    expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1);
  }
  expect(new Set(amounts.map(({ amounts: each }) => each.at(-1))).size).toBe(amounts.length);
});
