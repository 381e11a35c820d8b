import { z } from 'zod';
import { say, type Text } from '../../../../domain/campaign/definition/definition';
import type { Instant } from '../../../../domain/instant';
import { BATCH_STANDINGS, type BatchStanding, batchStanding } from '../../../../domain/ledger/bank/silence';
import { itemsOf, MONEY } from '../../../../domain/ledger/items';
import { accountName } from '../../../../domain/ledger/ledger-words';
import { TRANSFER_KIND_NAMES } from '../../../../domain/ledger/transfers';
import type { Condition } from '../../../../domain/table/query';
import { BATCHES, DELIVERIES, HOLDINGS, TRANSFERS } from '../../../../domain/table/shapes/ledger';
import { unitAfter } from '../../../../domain/text/counted';
import { getCampaign } from '../../../../store/campaign/campaigns';
import type { Sql } from '../../../../store/db/db';
import { type Holding, holdingSource } from '../../../../store/ledger/balances';
import { batchesOf } from '../../../../store/ledger/bank/batches';
import { type DeliveryFound, deliverySource } from '../../../../store/ledger/delivery/delivery-list';
import { type TransferFound, transferSource } from '../../../../store/ledger/transfers-of';
import { batchSchema } from '../../ledger/bank-schemas';
import { deliverySchema } from '../../ledger/delivery-schemas';
import { campaignIn } from '../conditions';
import { type Reader, smallTableOf, tableOf } from '../served-table';

const count = z.int();
const thing = {
  ...{ item: z.string(), itemName: z.string(), purse: z.string(), purseName: z.string() },
  pieces: count.nullable().describe('Of goods'),
  unit: z.string().nullable().describe('In which they are counted'),
  fen: count.nullable().describe('Of money'),
};

/** What the items, purses and ways to help of a campaign are called. */
export type Things = Awaited<ReturnType<typeof thingsOf>>;

export async function thingsOf(sql: Sql, { language }: Reader, conditions: readonly Condition[]) {
  const { definition } = await getCampaign(sql, campaignIn(conditions) ?? '');
  const items = new Map(itemsOf(definition).map((one) => [one.id, one]));
  const itemName = (item: string) => {
    const known = items.get(item);
    return known ? say(known.name, language) : item;
  };
  const unitOf = (item: string, quantity: number) => {
    const known = items.get(item);
    return known ? unitAfter(quantity, known.unit, language) : null;
  };
  const yuan = (fen: number) => `${(fen / 100).toFixed(2)} ${language === 'en' ? 'yuan' : '元'}`;
  return {
    ...{ zone: definition.zone, itemName, unitOf },
    listName: (list: string) => {
      const known = definition.lists[list];
      return known ? say(known.name, language) : list;
    },
    named: ({ item, purse, quantity }: { item: string; purse: string; quantity: number }) => {
      const known = definition.purses?.[purse];
      return {
        itemName: itemName(item),
        purseName: known ? say(known.name, language) : purse,
        ...(item === MONEY
          ? { pieces: null, unit: null, fen: quantity }
          : { pieces: quantity, unit: unitOf(item, quantity), fen: null }),
      };
    },
    amount: (item: string, quantity: number) =>
      item === MONEY ? yuan(quantity) : [itemName(item), quantity, unitOf(item, quantity)].filter(Boolean).join(' '),
    help: (list: string, help: string) => {
      const known = definition.lists[list]?.helps?.find(({ value }) => value === help);
      return known ? say(known.label, language) : help;
    },
  };
}

export const transferRowSchema = z
  .object({
    ...{ id: count, at: z.iso.datetime(), zone: z.string(), kind: z.enum(TRANSFER_KIND_NAMES) },
    ...thing,
    ...{ from: z.string(), fromName: z.string(), to: z.string(), toName: z.string() },
    docNo: z.string().nullable(),
    standing: z.enum(['stands', 'undone', 'undoes']),
  })
  .describe('A transfer');

export const transfers = tableOf<TransferFound, Things>(TRANSFERS, transferRowSchema, {
  source: (sql, { top }) => transferSource(sql, { top }),
  known: thingsOf,
  shown: ({ fromPlace, toPlace, ...one }, { language }, { named, zone }) => ({
    ...one,
    ...named(one),
    zone,
    fromName: accountName(one.from, fromPlace, language),
    toName: accountName(one.to, toPlace, language),
  }),
});

export const holdingRowSchema = z
  .object({
    key: z.string().describe('Account, item and purse'),
    ...{ region: z.string(), regionName: z.string(), where: z.enum(['store', 'promised']) },
    ...thing,
  })
  .describe('What lies in a store, or was promised to it');

export const holdings = tableOf<Holding, Things>(HOLDINGS, holdingRowSchema, {
  source: (sql, { top }) => holdingSource(sql, { top }),
  known: thingsOf,
  shown: (one, _, { named }) => ({ ...one, ...named(one) }),
});

export const deliveryRowSchema = deliverySchema
  .extend({
    zone: z.string(),
    what: z.string().describe('Things and help in words'),
    doubt: z.enum(['unsigned', 'proxies']).nullable(),
  })
  .describe('Something that was handed over');

export const deliveries = tableOf<DeliveryFound, Things>(DELIVERIES, deliveryRowSchema, {
  source: (sql, { top }, conditions) => deliverySource(sql, { campaign: campaignIn(conditions) ?? '', top }),
  known: thingsOf,
  shown: (one, { language }, { zone, amount, help }) => ({
    ...one,
    zone,
    what: [
      ...one.things.map(({ item, quantity }) => amount(item, quantity)),
      ...one.helps.map((way) => help(one.list, way)),
    ].join(language === 'en' ? ', ' : '、'),
  }),
});

export const batchRowSchema = batchSchema
  .extend({
    ...{ bankName: z.string(), listName: z.string(), zone: z.string() },
    standing: z.enum(Object.keys(BATCH_STANDINGS) as [BatchStanding, ...BatchStanding[]]),
  })
  .describe('What a bank was asked to pay');

export const batches = smallTableOf(BATCHES, batchRowSchema, async (sql, { top, language }, conditions) => {
  const campaign = campaignIn(conditions) ?? '';
  const { definition } = await getCampaign(sql, campaign);
  const [clock] = await sql<{ now: Instant }[]>`select campaign_now(${campaign}) as now`;
  const named = (name: Text | undefined, code: string) => (name ? say(name, language) : code);
  return (await batchesOf(sql, { campaign, top, limit: null })).map((batch) => ({
    ...batch,
    bankName: named(definition.banks?.[batch.bank]?.name, batch.bank),
    listName: named(definition.lists[batch.list]?.name, batch.list),
    zone: definition.zone,
    standing: batchStanding(batch, clock?.now ?? ''),
  }));
});
