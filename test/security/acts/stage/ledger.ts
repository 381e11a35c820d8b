import { randomUUID } from 'node:crypto';
import * as banks from '../../../../actions/ledger/bank';
import type { Act } from '../../../../actions/ledger/book';
import * as counts from '../../../../actions/ledger/counts';
import * as deliveries from '../../../../actions/ledger/deliver';
import * as dispatches from '../../../../actions/ledger/dispatches';
import * as gifts from '../../../../actions/ledger/gifts';
import * as late from '../../../../actions/ledger/standards';
import { compile } from '../../../../domain/campaign/compile/compile';
import { roundsInAreas } from '../../../../domain/round/round';
import { getCampaign, insertCampaign, moveClock } from '../../../../store/campaign/campaigns';
import { atomically } from '../../../../store/db/db';
import { regionsUnder } from '../../../../store/people/regions';
import { openKeyring } from '../../../../store/people/sealed/keyring';
import { openRound } from '../../../../store/round/rounds';
import { answerOf, CSV } from '../../../support/campaigns/bank-definition';
import { deliveryDefinition, ledgerDefinition } from '../../../support/campaigns/ledger-definition';
import { shanghai } from '../../../support/campaigns/tiny';
import { KEY } from '../../../support/people/given';
import { answering, BY, everything, NOW, number, numberOf, office, REASON, sql } from './stage';

/** A day of the stage in which rows are handed something. */
const ON_DELIVERY = shanghai('12-06 10:00');

/** A campaign that keeps accounts: 1,000 yuan and 50 bags in the county's store, and a note on its way. */
export const booking = () => ({ campaign: 'accounts', key: randomUUID(), top: null, via: 'cli' as const });
export const gift = { from: { name: '捐某' }, to: '9', purse: 'charity', things: [{ item: 'cny', quantity: 100_000 }] };
export const rice = (quantity: number) => [{ item: 'rice', quantity }];
export const sent = { from: '9', to: '91', purse: 'charity', things: rice(5), dueAt: NOW };

const lateDefinition = ledgerDefinition({
  standards: [
    { category: 'special', name: { 'zh-CN': '特困户' }, per: 'household', purse: 'charity', late: {} },
    { category: 'difficult', name: { 'zh-CN': '困难户' }, per: 'household', purse: 'city', late: {} },
  ],
});

export async function accountsKept(): Promise<void> {
  const regions = await regionsUnder(sql, '9');
  for (const [id, definition] of [
    ['accounts', ledgerDefinition()],
    ['delivery', deliveryDefinition()],
    ['late', lateDefinition],
  ] as const) {
    const plan = compile({ definition, campaign: id, regions });
    await insertCampaign(sql, { id, definition, plan, mode: 'rehearsal', clockAt: NOW });
  }
  const other = { ...answering(), by: { ...BY, by: 'li' } };
  await gifts.receive({ ...other, key: KEY }, { ...booking(), ...gift, things: [...gift.things, ...rice(50)] });
  await gifts.pledge({ ...other, key: KEY }, { ...booking(), ...gift });
  number.dispatch = (await dispatches.dispatch(other, { ...booking(), ...sent })).dispatch;
  // Of two purses there is money, and a row for each; of one somebody has proposed what a row gets.
  for (const purse of ['charity', 'city'])
    await gifts.receive({ ...other, key: KEY }, { ...booking(), ...gift, campaign: 'late', purse });
  await sql`
    with people as (
      insert into people (kind, region_code, no_id, shown) select 'person', '911', 'unknown', '王*' from generate_series(1, 2) returning id)
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at)
    select 'late', 'poor', gen_random_uuid(), id, case id % 2 when 0 then 'special' else 'difficult' end, '911', '911', '王*', ${NOW}, ${NOW}
    from people`;
  number.standard = (await late.proposeStandard(other, { ...booking(), campaign: 'late', purse: 'city' })).standard;
  const [draft, dropped] = await sql<{ id: number }[]>`
    with one as (
      insert into alerts (campaign_id, name, hazard, area, workflow_id, event, opened_at)
      values ('accounts', 'cold', 'cold-wave', '9', 'accounts/cold', '1', ${NOW}) returning id)
    insert into dispatch_drafts (campaign_id, alert_id, event, to_code, purse, goods, minutes, drafted_at)
    select 'accounts', id, '1', code, 'charity', '[{"item": "rice", "quantity": 1}]', 60, ${NOW} from one, unnest(array['91', '92']) code
    returning id`;
  [number.draft, number.dropped] = [draft?.id ?? 0, dropped?.id ?? 0];
  const noted = { ...booking(), region: '91', purse: 'charity', item: 'rice', found: 1 };
  number.count = (await counts.count(other, noted)).count;
  const [last] = await sql<{ id: number }[]>`select min(id) as id from transfers`;
  number.transfer = last?.id ?? 0;
  // A row that is entitled to money, so that there is something to divide by.
  await sql`
    with somebody as (insert into people (kind, region_code, no_id, shown) values ('person', '911', 'unknown', '王*') returning id)
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at, entitled)
    select 'accounts', 'poor', gen_random_uuid(), id, 'difficult', '911', '911', '王*', ${NOW}, ${NOW},
           '[{"category": "difficult", "cash": 60000, "purse": "charity", "goods": []}]'::jsonb from somebody`;
  // Two that are announced, of which one has got its money.
  const waiting = await sql<{ id: number }[]>`
    with people as (
      insert into people (kind, region_code, no_id, shown) select 'person', '922', 'unknown', '王*' from generate_series(1, 2) returning id)
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at, entitled, done)
    select 'accounts', 'poor', gen_random_uuid(), id, 'difficult', '922', '922', '王*', ${NOW}, ${NOW},
           '[{"category": "difficult", "cash": 100, "purse": "charity", "goods": []}]'::jsonb, 4 from people returning id`;
  [number.served = 0, number.waiting = 0] = waiting.map(({ id }) => id);
  await deliveries.deliver({ ...office(), by: other.by }, handedTo('served'));
  await deliveryAsked();
}

/** A row whose village is asked to deliver to it. */
async function deliveryAsked(): Promise<void> {
  const { plan } = await getCampaign(sql, 'delivery');
  for (const { id, round: of, area } of roundsInAreas(plan))
    await openRound(sql, { id: `delivery/${id}`, campaign: 'delivery', round: of, area });
  await moveClock(sql, 'delivery', ON_DELIVERY);
  const [asked] = await sql<{ id: number }[]>`
    with somebody as (insert into people (kind, region_code, no_id, shown) values ('person', '911', 'unknown', '王*') returning id)
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at, done)
    select 'delivery', 'poor', gen_random_uuid(), id, 'difficult', '911', '911', '王*', ${NOW}, ${NOW}, 4 from somebody returning id`;
  number.pictured = asked?.id ?? 0;
}

/** Rows of three villages that wait for their payment by card; of two of them a bank was asked before. */
export const cards = { campaign: 'accounts', top: null, via: 'cli' as const, people: KEY, reason: REASON };
export const batchOf = (region: string) => ({
  ...{ ...cards, key: randomUUID(), list: 'poor', purse: 'city', store: '9', region, format: CSV, leave: false },
});

export async function cardsAsked(): Promise<void> {
  const other = { ...answering(), by: { ...BY, by: 'li' } };
  const money = [{ item: 'cny', quantity: 500_000 }];
  await gifts.receive({ ...other, key: KEY }, { ...booking(), ...gift, purse: 'city', things: money });
  await atomically(sql, async (tx) => {
    const keyring = await openKeyring(tx, KEY);
    for (const unit of ['911', '912', '921']) {
      const { sealed, keyNo } = keyring.seal({ name: '卡某', account: `99${unit}0001` }, 'entries.sealed');
      await tx`
        with somebody as (insert into people (kind, region_code, no_id, shown) values ('person', ${unit}, 'unknown', '卡*') returning id)
        insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at, done,
                             entitled, sealed, key_no)
        select 'accounts', 'poor', gen_random_uuid(), id, 'difficult', ${unit}, ${unit}, '卡*', ${NOW}, ${NOW}, 4,
               '[{"category": "difficult", "cash": 60000, "purse": "city", "goods": []}]'::jsonb, ${sealed}, ${keyNo} from somebody`;
    }
  });
  for (const [name, region] of [
    ['asked', '911'],
    ['answered', '912'],
  ] as const)
    number[name] = (await banks.makeBatch(other, batchOf(region))).id;
  const [failing] = await sql<{ id: number }[]>`
    select entry_id as id from bank_lines where batch_id = ${numberOf('answered')}`;
  number.failing = failing?.id ?? 0;
}

export const failed = answerOf([{ line: 1, account: '999120001', name: '卡某', fen: 60_000, failure: 'closed' }], CSV);

export const handedTo = (row: string) => ({
  ...{ campaign: 'accounts', list: 'poor', submission: randomUUID(), via: 'cli' as const, people: KEY },
  ...{ rows: [{ id: numberOf(row) }], ...everything },
});

export const oneBagLost: Act = {
  ...{ kind: 'lose', content: {}, stores: ['9'] },
  lines: () => [{ item: 'rice', purse: 'charity', quantity: 1, from: 'store:9', to: 'to:lost' }],
};
