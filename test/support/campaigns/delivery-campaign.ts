import { randomUUID } from 'node:crypto';
import { withCaseForms } from '../../../domain/case/case-forms';
import { atomically, type Sql } from '../../../store/db/db';
import { noteAct, postTransfers } from '../../../store/ledger/post';
import type { RowDone } from '../../../store/list/acts/row-done';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign, TEST_SECRET } from './campaign';
import { ledgerDefinition } from './ledger-definition';
import { family, sending } from './rows';
import { shanghai } from './tiny';

/** What each row is entitled to: 2,000 yuan of the charity and two coats of the city. */
const ENTITLED = [
  {
    ...{ category: 'special', cash: 200_000, purse: 'charity' },
    goods: [{ item: 'coat', purse: 'city', quantity: 2, name: { 'zh-CN': '棉衣' }, unit: { 'zh-CN': '件' } }],
  },
];

/** Ways of helping that a delivery notes. */
const HELPS = [
  { value: 'funds', label: { 'zh-CN': '送资金', en: 'money' } },
  { value: 'jobs', label: { 'zh-CN': '送岗位', en: 'work' } },
];

/** A campaign whose village 911 hands over what rows are entitled to, and a way to hand in for it. */
export interface DeliveryCampaign {
  campaign: OpenCampaign;
  /** Hands in what was done with rows of the village. */
  give(did: readonly RowDone[]): ReturnType<typeof recordReport>;
}

/** @returns a campaign with so many rows that wait for their delivery, and stores that hold enough for all of them */
export async function deliveryCampaign(sql: Sql, rows: number): Promise<DeliveryCampaign> {
  const { stages, lists } = ledgerDefinition();
  const asks = [
    { id: 'village', of: 'village', list: 'poor', does: 'propose' },
    { id: 'give', of: 'village', list: 'poor', does: 'deliver' },
  ];
  const definition = ledgerDefinition({
    stages: stages.map((stage) => ({ ...stage, asks })),
    lists: { poor: { ...lists.poor, helps: HELPS } },
  });
  const campaign = await openCampaign(sql, { definition: withCaseForms(definition) });
  const handIn = (key: string, what: object) =>
    recordReport(sql, {
      ...{ campaign: campaign.id, key, unit: '911', via: 'form', input: { nothing: false, figures: {} } },
      ...{ people: peopleKey(TEST_SECRET), ...what },
    });
  await handIn('apply.village', { rows: sending(...Array.from({ length: rows }, (_, nth) => family(nth + 1))) });
  await atomically(sql, async (tx) => {
    const act = { campaign: campaign.id, key: randomUUID(), kind: 'receive' as const, at: shanghai('12-02 09:00') };
    const lines = [
      { item: 'cny', purse: 'charity', quantity: rows * 200_000, from: 'from:unnamed', to: 'store:9' },
      { item: 'coat', purse: 'city', quantity: rows * 2, from: 'from:unnamed', to: 'store:911' },
    ];
    const noted = await noteAct(tx, { ...act, hand: { name: 'zhang', via: 'cli' } }, lines);
    await postTransfers(tx, { campaign: campaign.id, act: noted.act, kind: 'receive' }, lines);
  });
  for (const done of [2, 3, 4])
    await sql`update entries set done = ${done}, version = ${done}, entitled = ${done < 3 ? null : sql.json(ENTITLED)}`;
  return { campaign, give: (did) => handIn('apply.give', { did }) };
}
