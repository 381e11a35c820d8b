import { randomUUID } from 'node:crypto';
import { confirmDraft, dropDraft } from '../../../actions/ledger/drafts';
import { receive } from '../../../actions/ledger/gifts';
import { createAlertActivities } from '../../../activities/alerts';
import type { Refused } from '../../../domain/text/refusal';
import type { Colour } from '../../../domain/warning/feed/warning';
import type { Sql } from '../../../store/db/db';
import { draftsToConfirm } from '../../../store/ledger/dispatch-drafts';
import { openDispatches } from '../../../store/ledger/dispatches';
import { openAlert } from '../../../store/warning/alerts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { ledgerDefinition } from '../../support/campaigns/ledger-definition';
import { quietClient } from '../../support/campaigns/quiet-client';
import { TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';

const NOW = shanghai('12-02 10:00');
const sends = (quantity: number) => ({
  dispatch: { to: 'township', purse: 'city', goods: [{ item: 'coat', quantity }], within: { hours: 6 } },
});
const by = { id: null, via: 'cli', by: 'li' } as const;

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  const rules = { 'cold-wave': { orange: sends(2), red: sends(3) } };
  campaign = await openCampaign(sql, { definition: ledgerDefinition({ warnings: { of: 'village', rules } }) });
});
afterAll(() => database.drop());

const booking = () => ({ campaign: campaign.id, key: randomUUID(), top: null, via: 'cli' as const });
const looked = () => draftsToConfirm(sql, { campaign: campaign.id, from: '9', top: null });
const waiting = async () =>
  (await looked()).drafts.map(({ to, goods }) => `${to}: ${goods.map((one) => one.quantity)}`);
const refused = (promise: Promise<unknown>): Promise<Refused> =>
  promise.then(
    () => Promise.reject(new Error('It was done.')),
    (error: Refused) => error,
  );

/** The event's alert of an area changes, as its workflow notes it. */
async function note(area: string, change: 'opened' | 'upgraded' | 'extended', colour: Colour, drill = false) {
  const opening = {
    campaign: campaign.id,
    hazard: 'cold-wave',
    area,
    drill,
    event: '7',
    day: '12-02',
    now: NOW,
  } as const;
  const { id: alert } = await openAlert(sql, opening);
  const { noteAlert } = createAlertActivities({ sql, steer: () => Promise.resolve() });
  await noteAlert({ alert, now: NOW, change, standing: { colour, endsAt: shanghai('12-03 10:00') } });
}

it('drafts what a rule sends, once for an event; an office confirms it, and no store goes below zero', async () => {
  await note('911', 'opened', 'blue');
  await note('911', 'opened', 'orange', true);
  expect(await waiting()).toEqual([]);
  // The township above a warned village, once; and those within a warned county.
  await note('911', 'upgraded', 'orange');
  await note('911', 'extended', 'orange');
  expect(await waiting()).toEqual(['91: 2']);
  await note('9', 'opened', 'orange');
  expect(await waiting()).toEqual(['91: 2', '92: 2']);
  expect((await looked()).lacks).toEqual([{ item: 'coat', purse: 'city', wanted: 4, there: 0, lacks: 4 }]);
  const [first] = (await looked()).drafts;
  const confirming = { ...booking(), draft: first?.id ?? 0, from: '9' };
  expect((await refused(confirmDraft({ sql, by, client: quietClient }, confirming))).sayAll('en')).toContain(
    'store:9: 2 short of coat',
  );
  expect(await waiting()).toEqual(['91: 2', '92: 2']);

  const coats = [{ item: 'coat', quantity: 3, valueFen: 300 }];
  const given = { to: '9', purse: 'city', things: coats, from: { unnamed: true as const } };
  await receive({ sql, by, key: TEST_PEOPLE_KEY }, { ...booking(), ...given });
  const sent = await confirmDraft({ sql, by, client: quietClient }, confirming);
  expect(await confirmDraft({ sql, by, client: quietClient }, confirming)).toEqual({ ...sent, repeated: true });
  expect(
    (await refused(confirmDraft({ sql, by, client: quietClient }, { ...confirming, key: randomUUID() }))).code,
  ).toBe('unknown-draft');
  expect(await openDispatches(sql, { campaign: campaign.id, top: null })).toMatchObject([
    { id: sent.dispatch, from: '9', to: '91', item: 'coat', left: 2, dueAt: shanghai('12-02 16:00') },
  ]);
  // Worse: what was sent stays, what waits grows; one coat is left for three.
  await note('9', 'upgraded', 'red');
  expect(await waiting()).toEqual(['92: 3']);
  expect((await looked()).lacks).toEqual([{ item: 'coat', purse: 'city', wanted: 3, there: 1, lacks: 2 }]);
  const [second] = (await looked()).drafts;
  const less = { ...booking(), draft: second?.id ?? 0, from: '9', goods: [{ item: 'coat', quantity: 1 }] };
  await confirmDraft({ sql, by, client: quietClient }, less);
  expect(await looked()).toEqual({ drafts: [], lacks: [] });
});

it('is dropped with a reason, and does not come back', async () => {
  await sql`update dispatch_drafts set event = 'past'`;
  await note('92', 'opened', 'red');
  const [draft] = (await looked()).drafts;
  const dropping = { campaign: campaign.id, top: null, draft: draft?.id ?? 0, reason: '本地已有' };
  await dropDraft({ sql, by }, dropping);
  expect((await refused(dropDraft({ sql, by }, dropping))).code).toBe('unknown-draft');
  await note('92', 'upgraded', 'red');
  expect(await waiting()).toEqual([]);
  expect(await sql`select verb from audit_log where target ->> 'what' = 'drop-draft'`).toEqual([
    { verb: 'keep-ledger' },
  ]);
});
