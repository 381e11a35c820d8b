import { plannedOf } from '../../support/campaigns/planned-figures';
import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

/** The scale case: 300 villages in nine counties have 536,000 households. */
const rehearsal = rehearsesItsFigures('hunan-new-year-warmth', { villages: 300 });

test('the province is asked to compare with what its document says of earlier years', async () => {
  const { definition } = await plannedOf('hunan-new-year-warmth');
  const hint = definition.forms['province-summary']?.fields.find(({ id }) => id === 'earlier')?.hint?.['zh-CN'];
  for (const figure of ['20年', '近5年', '20多亿元', '300多万户次']) expect(hint).toContain(figure);
});

test('a warning has drafted what each county is sent, and an office has confirmed all of it', async () => {
  expect(await rehearsal.count('dispatch_drafts where dispatch_id is not null')).toBe(9);
  expect(await rehearsal.count('dispatch_drafts where dispatch_id is null and dropped_at is null')).toBe(0);
});

test('what was sent in the cold has arrived and was handed out', async () => {
  const { stage, summary } = rehearsal;
  const [sets] = await stage.sql<{ given: number; left: number }[]>`
    select coalesce(sum(quantity) filter (where account like 'with:%'), 0)::int as given,
           coalesce(sum(quantity) filter (where account like 'store:%' or account like 'way:%'), 0)::int as left
    from balances where campaign_id = ${summary.campaign} and item = 'warm-set'`;
  expect(sets).toEqual({ given: 30_000, left: 0 });
});
