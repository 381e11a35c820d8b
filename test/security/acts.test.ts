import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import * as accounts from '../../actions/account/accounts';
import * as first from '../../actions/account/first-administrator';
import * as own from '../../actions/account/own-account';
import * as signing from '../../actions/account/sign-in';
import * as tokens from '../../actions/account/tokens';
import * as campaigns from '../../actions/campaigns';
import * as cases from '../../actions/case/cases';
import * as beginnings from '../../actions/drafts';
import { takeBackDecision } from '../../actions/held-decisions';
import { allocate } from '../../actions/ledger/allocations';
import * as banks from '../../actions/ledger/bank';
import { readBankResult } from '../../actions/ledger/bank-results';
import { type Act, book } from '../../actions/ledger/book';
import { bookWay } from '../../actions/ledger/book-way';
import * as closings from '../../actions/ledger/closings';
import * as corrections from '../../actions/ledger/corrections';
import * as counts from '../../actions/ledger/counts';
import * as deliveries from '../../actions/ledger/deliver';
import * as dispatches from '../../actions/ledger/dispatches';
import * as drafts from '../../actions/ledger/drafts';
import * as gifts from '../../actions/ledger/gifts';
import { keepDeliveryPicture } from '../../actions/ledger/pictures';
import * as returns from '../../actions/ledger/returns';
import * as late from '../../actions/ledger/standards';
import * as lists from '../../actions/list/list-tables';
import * as pairs from '../../actions/list/pairs';
import * as papers from '../../actions/list/papers';
import * as quotas from '../../actions/list/quotas';
import * as rows from '../../actions/list/rows';
import * as samples from '../../actions/list/samples';
import * as approvals from '../../actions/message/approvals';
import * as messages from '../../actions/message/messages';
import * as archive from '../../actions/people/archive';
import * as groups from '../../actions/people/groups';
import * as helped from '../../actions/people/helped';
import * as keys from '../../actions/people/keys';
import { moveMember } from '../../actions/people/move-member';
import * as people from '../../actions/people/people';
import * as regions from '../../actions/people/regions';
import * as register from '../../actions/people/register';
import * as same from '../../actions/people/same-person';
import { importMap } from '../../actions/people/shapes';
import * as objections from '../../actions/posting/objections';
import * as postings from '../../actions/posting/postings';
import * as prints from '../../actions/print/rows';
import * as templates from '../../actions/print/templates';
import * as kinds from '../../actions/region-kinds';
import * as rehearsals from '../../actions/rehearsals';
import * as reports from '../../actions/reports';
import * as calls from '../../actions/round/calls';
import * as chases from '../../actions/round/chases';
import { remindUnit } from '../../actions/round/remind';
import * as warnings from '../../actions/warnings';
import { startCampaign } from '../../client/start';
import { ROOT } from '../../config/root';
import { compile } from '../../domain/campaign/compile/compile';
import { withListForms } from '../../domain/list/list-forms';
import { roundsInAreas } from '../../domain/round/round';
import { wordless } from '../../domain/text/audit-words';
import { VERB_WORDS } from '../../domain/text/verb-words';
import { stepFormId, withWarningForms } from '../../domain/warning/alert/forms';
import { PHOTO } from '../../rehearsal/people/photo';
import * as store from '../../store/account/accounts';
import type { Actor } from '../../store/account/actor';
import { invite } from '../../store/account/invitations';
import { setPassword } from '../../store/account/passwords';
import { beginFactor, beginHalf, confirmFactor } from '../../store/account/second-factor';
import { beginSession } from '../../store/account/sessions';
import { holdAsked, keepAsked } from '../../store/campaign/asked-decisions';
import {
  changeCampaignState,
  getCampaign,
  insertCampaign,
  moveClock,
  recordSteering,
} from '../../store/campaign/campaigns';
import { addDraft } from '../../store/campaign/drafts';
import { atomically, type Sql } from '../../store/db/db';
import { fileAt } from '../../store/list/tables/export/file';
import { identify } from '../../store/people/helped/identify';
import { regionsUnder } from '../../store/people/regions';
import { openKeyring } from '../../store/people/sealed/keyring';
import { peopleKey } from '../../store/people/sealed/people-key';
import { readTable } from '../../store/people/tables/read/read-table';
import { recordReport } from '../../store/report/reports';
import { openRound } from '../../store/round/rounds';
import { allFiles } from '../rooms/imports';
import { answerOf, CSV } from '../support/campaigns/bank-definition';
import { type OpenCampaign, openCampaign, TEST_SECRET } from '../support/campaigns/campaign';
import { deliveryDefinition, ledgerDefinition } from '../support/campaigns/ledger-definition';
import { listDefinition } from '../support/campaigns/list-definition';
import { enterHelpers, pairDefinition } from '../support/campaigns/pair-definition';
import { writePast } from '../support/campaigns/past-messages';
import { family, sending, specimen } from '../support/campaigns/rows';
import { shanghai, tinyDefinition } from '../support/campaigns/tiny';
import { hours, warning } from '../support/campaigns/warnings';
import { givenPerson, KEY } from '../support/people/given';
import { consoleEnv } from '../support/servers/console';
import { testDatabase } from '../support/servers/database';

/**
 * An act without its line in the audit log does not happen. Each act is tried twice: first without the audit log, and
 * the whole database stays unchanged; then with it, and the act happens and leaves its line.
 */

const BY: Actor = { id: null, via: 'cli', by: 'zhang' };
const URL_HERE = 'http://127.0.0.1:1';
const NOW = shanghai('12-02 10:00');
/** A day of the stage in which rows are handed something. */
const ON_DELIVERY = shanghai('12-06 10:00');
const REASON = 'because';
/** A round that asks whether a warning is known. */
const KNOWN = 'alert-1.known';
const everything = { top: null };

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let round: string;
/** Numbers of the objects of the acts. */
const number: Record<string, number> = {};
/** The addresses and secrets that the acts need. */
const held: Record<string, string> = {};
const stopped: string[] = [];

const numberOf = (what: string): number => number[what] ?? 0;
const acting = () => ({ sql, by: BY });
const deciding = () => ({ ...acting(), name: 'zhang' });
const weather = () => ({
  ...deciding(),
  weather: { scope: campaign.id, at: NOW },
  tell: async () => [],
  campaign: campaign.id,
});
const office = () => ({
  ...acting(),
  key: KEY,
  client: { startCases: async () => {}, caseAnswered: async () => {}, reportArrived: async () => {} },
});
const keying = () => ({ ...office(), people: KEY });
const paperOf = (unit: string) => ({
  ...{ campaign: campaign.id, list: 'roster', key: 'apply.village', unit, handedOver: NOW, rows: 1 },
  ...{ sheets: [PHOTO.bytes], submission: randomUUID() },
});
const posting = () => ({
  ...{ ...acting(), ...everything, key: KEY, addresses: { publicUrl: URL_HERE, secret: TEST_SECRET } },
  client: { startPosting: async () => {}, postingsChanged: async () => [] },
});
const ofAccount = (what: string) => ({ account: numberOf(what) });

const steering = {
  start: (request: Parameters<typeof startCampaign>[1]) =>
    startCampaign({ sql, env: consoleEnv(), workflow: { start: async () => ({}) } }, request),
  // As the campaign does it: the decision is recorded in one transaction by an activity.
  steer: async ({
    campaign: id,
    verb,
    target = {},
    actor,
    asked,
  }: Parameters<campaigns.Campaigns['client']['steer']>[0]) => {
    await atomically(sql, (tx) =>
      recordSteering(tx, {
        campaign: id,
        verb,
        target,
        actor,
        key: `${verb}`,
        now: NOW,
        ...(asked !== undefined && { asked }),
      }),
    );
    return { warnings: [] };
  },
};

const standing = { campaign: 'rehearsed' };
const rehearsing = { start: async () => standing, stop: (id: string) => void stopped.push(id) };
const table = async () => ({
  raw: [await readTable('contacts.csv', Buffer.from('region,role,name,phone\n922,contact,新人,19900009999\n'))],
  mapped: [],
  ...everything,
});
const roster = () => ({
  ...{ campaign: campaign.id, list: 'roster', people: KEY, mapped: [], consent: true, problems: null, ...everything },
  source: {
    file: 'roster.csv',
    bytes: Buffer.from('村,户主姓名,身份证号,家庭人口,类别\n一村,张某,11010519491231002X,2,特困户\n'),
  },
});
const person = { language: 'zh-CN' as const, email: null, leaveFrom: null, leaveUntil: null };
const codeOf = (uri: string, step = 0): string =>
  new TOTP({ secret: new URL(uri).searchParams.get('secret') ?? '' }).generate({
    timestamp: Date.now() + step * 30_000,
  });

/** A campaign with a list whose units need slots. */
const limited = { campaign: 'limited', list: 'poor' };
const asking = () => ({ ...acting(), client: { startCases: async () => {}, reportArrived: async () => {} } });
const answering = () => ({ ...acting(), client: { ...asking().client, caseAnswered: async () => {} } });

async function limitedCampaign(): Promise<void> {
  const { poor } = listDefinition().lists;
  const definition = listDefinition({ lists: { poor: { ...poor, limit: 'quotas' } } });
  const plan = compile({ definition, campaign: limited.campaign, regions: await regionsUnder(sql, definition.scope) });
  await insertCampaign(sql, { id: limited.campaign, definition, plan, mode: 'rehearsal', clockAt: NOW });
}

/** A campaign with pairs, whose helpers are asked now. */
const paired = { campaign: 'paired', list: 'objects' };

async function pairedCampaign(): Promise<void> {
  const window = { opens: '12-01', due: '12-08', lock: '12-09' };
  const asks = [{ id: 'township', of: 'township', list: 'objects', does: 'support' }];
  const definition = pairDefinition({
    stages: [{ id: 'entry', kind: 'survey', name: { 'zh-CN': '录入' }, ...window, asks }],
  });
  const plan = compile({ definition, campaign: paired.campaign, regions: await regionsUnder(sql, definition.scope) });
  await insertCampaign(sql, { id: paired.campaign, definition, plan, mode: 'rehearsal', clockAt: NOW });
  for (const { id, round: of, area } of roundsInAreas(plan))
    await openRound(sql, { id, campaign: paired.campaign, round: of, area });
  await enterHelpers(sql);
  const [row] = await sql<{ id: number }[]>`
    with one as (insert into people (kind, region_code, shown, no_id) values ('person', '911', '甘**', 'lost') returning id)
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at)
    select ${paired.campaign}, ${paired.list}, gen_random_uuid(), id, 'orphan', '911', '911', '甘**', ${NOW}, ${NOW} from one
    returning id`;
  number.paired = row?.id ?? 0;
}

/** A campaign that keeps accounts: 1,000 yuan and 50 bags in the county's store, and a note on its way. */
const booking = () => ({ campaign: 'accounts', key: randomUUID(), top: null, via: 'cli' as const });
const gift = { from: { name: '捐某' }, to: '9', purse: 'charity', things: [{ item: 'cny', quantity: 100_000 }] };
const rice = (quantity: number) => [{ item: 'rice', quantity }];
const sent = { from: '9', to: '91', purse: 'charity', things: rice(5), dueAt: NOW };

const lateDefinition = ledgerDefinition({
  standards: [
    { category: 'special', name: { 'zh-CN': '特困户' }, per: 'household', purse: 'charity', late: {} },
    { category: 'difficult', name: { 'zh-CN': '困难户' }, per: 'household', purse: 'city', late: {} },
  ],
});

async function accountsKept(): Promise<void> {
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
const cards = { campaign: 'accounts', top: null, via: 'cli' as const, people: KEY, reason: REASON };
const batchOf = (region: string) => ({
  ...{ ...cards, key: randomUUID(), list: 'poor', purse: 'city', store: '9', region, format: CSV, leave: false },
});

async function cardsAsked(): Promise<void> {
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

const failed = answerOf([{ line: 1, account: '999120001', name: '卡某', fen: 60_000, failure: 'closed' }], CSV);

const handedTo = (row: string) => ({
  ...{ campaign: 'accounts', list: 'poor', submission: randomUUID(), via: 'cli' as const, people: KEY },
  ...{ rows: [{ id: numberOf(row) }], ...everything },
});

const oneBagLost: Act = {
  ...{ kind: 'lose', content: {}, stores: ['9'] },
  lines: () => [{ item: 'rice', purse: 'charity', quantity: 1, from: 'store:9', to: 'to:lost' }],
};

/** Each act, by its name in actions/. */
const ACTS: Record<string, () => Promise<unknown>> = {
  addAccount: () =>
    accounts.addAccount(acting(), { login: 'new', name: '新', role: 'auditor', region: null }, URL_HERE),
  addAccounts: () =>
    accounts.addAccounts(acting(), [{ login: 'several', name: '新', role: 'auditor', region: null }], URL_HERE),
  changeAccount: () => accounts.changeAccount(acting(), numberOf('officer'), { role: 'auditor', region: '9' }),
  inviteAgain: () => accounts.inviteAgain(acting(), numberOf('officer'), URL_HERE),
  removeSecondFactor: () => accounts.removeSecondFactor(acting(), numberOf('other')),
  disableAccount: () => accounts.disableAccount(acting(), numberOf('officer'), true),
  eraseAccount: () => accounts.eraseAccount(acting(), numberOf('officer'), REASON),
  firstAdministrator: () => first.firstAdministrator(sql, URL_HERE),
  changePassword: () => own.changePassword(acting(), { ...ofAccount('self'), password: 'quilts-in-the-long-winter' }),
  endSession: () => own.endSession(acting(), { ...ofAccount('ending'), session: numberOf('session') }),
  confirmFactor: () =>
    own.confirmFactor(acting(), { ...ofAccount('self'), secret: TEST_SECRET, code: codeOf(held.uri ?? '') }),
  removeFactor: () =>
    own.removeFactor(acting(), { ...ofAccount('factor'), secret: TEST_SECRET, code: held.recovery ?? '' }),
  signIn: () => signing.signIn(sql, numberOf('self'), { via: 'console' }),
  signInByCode: () =>
    signing.signInByCode(sql, {
      ...ofAccount('half'),
      half: held.half ?? '',
      secret: TEST_SECRET,
      code: held.code ?? '',
    }),
  signInByInvitation: () =>
    signing.signInByInvitation(sql, { token: held.invitation ?? '', password: 'quilts-in-the-long-winter' }),
  signInIdentified: () =>
    signing.signInIdentified(sql, {
      issuer: 'https://idp',
      subject: '7',
      email: 'wang@example.org',
      name: '王',
      given: { role: 'auditor', region: '9' },
    }),
  signOut: () => signing.signOut(acting(), { ...ofAccount('leaving'), session: numberOf('left') }),
  makeToken: () => tokens.makeToken(acting(), { name: 'board', verbs: ['see-campaigns'], region: null, days: 9 }),
  revokeToken: () => tokens.revokeToken(acting(), { token: numberOf('token'), region: null }),
  startCampaign: () =>
    campaigns.startCampaign(
      { by: BY, client: steering },
      { definition: tinyDefinition({ scope: '91' }), mode: 'rehearsal', campaign: 'another' },
    ),
  steerCampaign: () =>
    campaigns.steerCampaign(
      { ...deciding(), client: steering },
      { campaign: campaign.id, verb: 'pause', reason: REASON },
    ),
  putAwayCampaign: () => campaigns.putAwayCampaign(acting(), { campaign: limited.campaign, away: true }),
  beginCampaignDraft: () => beginnings.beginCampaignDraft(acting(), { owner: 'zhang', definition: tinyDefinition() }),
  dropCampaignDraft: () => beginnings.dropCampaignDraft(acting(), { id: numberOf('draftOfCampaign'), owner: 'zhang' }),
  takeBackDecision: () => takeBackDecision(acting(), { campaign: campaign.id, decision: numberOf('held') }),
  keepDrafts: () =>
    approvals.keepDrafts(acting(), {
      signatures: [{ provider: 'aliyun', signature: '小县' }],
      templates: [{ provider: 'aliyun', text: '请上报', message: 'task', language: 'zh-CN' }],
    }),
  noteTemplate: () =>
    approvals.noteTemplate(acting(), {
      provider: 'aliyun',
      text: '请上报',
      state: 'approved',
      code: 'SMS_1',
      note: null,
    }),
  noteSignature: () =>
    approvals.noteSignature(acting(), { provider: 'aliyun', signature: '小县', state: 'rejected', note: REASON }),
  resendMessage: () => messages.resendMessage(acting(), { message: numberOf('message'), confirmed: false }),
  answerReply: () => messages.answerReply(acting(), { reply: numberOf('reply') }),
  revealPeople: () =>
    people.revealPeople(deciding(), {
      people: [numberOf('contact')],
      purpose: 'call',
      reason: REASON,
      most: 9,
      ...everything,
    }),
  revokeLinks: () => people.revokeLinks(acting(), { region: '911', role: 'contact', reason: REASON }),
  resumeSms: () => people.resumeSms(acting(), { region: '912', role: 'contact', reason: REASON }),
  checkTables: async () => register.checkTables(acting(), await table()),
  importTables: async () => register.importTables(acting(), await table()),
  undoImport: async () => {
    const [made] = await sql<{ id: number }[]>`select max(id) as id from register_imports`;
    return register.undoImport(acting(), { id: made?.id ?? 0, ...everything });
  },
  importMap: () =>
    importMap(acting(), {
      map: {
        type: 'FeatureCollection',
        features: [{ properties: { code: '91' }, geometry: { type: 'Point', coordinates: [104, 24] } }],
      },
      ...everything,
    }),
  addRegion: () => regions.addRegion(acting(), { parent: '91', kind: 'village', name: '新村', ...everything }),
  changeRegion: () =>
    regions.changeRegion(acting(), { region: '94', name: '新名', kind: 'village', parent: '91', ...everything }),
  closeRegion: () => regions.closeRegion(acting(), { region: '94', into: '91', reason: REASON, ...everything }),
  reopenRegion: () => regions.reopenRegion(acting(), { region: '93', reason: REASON }),
  setGroup: () => groups.setGroup(acting(), { region: '922', robot: 'duty' }),
  removeDuty: () => register.removeDuty(acting(), { region: '922', role: 'contact', reason: REASON, ...everything }),
  takeRegister: () => register.takeRegister(acting(), { reason: REASON }),
  editPerson: () =>
    register.editPerson(acting(), {
      ...person,
      region: '921',
      role: 'contact',
      name: '新人',
      phone: '19900008888',
      ...everything,
    }),
  lookAtListTable: () => lists.lookAtListTable(acting(), roster()),
  importListTable: () => lists.importListTable(acting(), { ...roster(), confirm: null }),
  exportListTable: () =>
    lists.exportListTable(acting(), {
      ...{
        campaign: campaign.id,
        list: 'roster',
        to: fileAt(join(folder, 'list.csv')),
        language: 'zh-CN',
        people: KEY,
      },
      ...{ reason: REASON, ...everything },
    }),
  printRows: () =>
    prints.printRows(acting(), {
      ...{ print: 'roster', campaign: campaign.id, list: 'roster', region: '911', publicUrl: URL_HERE },
      ...{ inFull: { people: KEY, reason: REASON }, ...everything },
    }),
  keepTemplate: () =>
    templates.keepTemplate(acting(), {
      ...{ print: 'letter', region: '91', file: readFileSync(join(ROOT, 'config/print/letter.docx')) },
    }),
  giveUpTemplate: () => templates.giveUpTemplate(acting(), { print: 'letter', region: '91' }),
  saveKind: () =>
    kinds.saveKind(acting(), {
      code: 'orchard',
      name: { 'zh-CN': '果园', en: 'orchard' },
      words: [],
      rank: 90,
      asked: true,
    }),
  removeKind: () => kinds.removeKind(acting(), 'orchard'),
  openCase: async () => {
    const opened = await cases.openCase(office(), {
      campaign: campaign.id,
      kind: 'complaint',
      region: '911',
      raiser: { by: 'public' },
      said: { text: REASON },
      ...everything,
    });
    number.case = opened.case;
  },
  readStatements: () => cases.readStatements(office(), { case: numberOf('case'), ...everything }),
  answerCase: () =>
    cases.answerCase(office(), {
      case: numberOf('case'),
      outcome: 'unfounded',
      hand: { via: 'cli', name: 'zhang' },
      ...everything,
    }),
  reopenCase: () => cases.reopenCase(office(), { case: numberOf('case'), reason: REASON, ...everything }),
  startRehearsal: () => rehearsals.startRehearsal(acting(), rehearsing, {}),
  stopRehearsal: () => rehearsals.stopRehearsal(acting(), rehearsing, 'rehearsed'),
  handIn: () =>
    reports.handIn(acting(), {
      campaign: campaign.id,
      key: 'survey',
      unit: '911',
      via: 'cli',
      input: { nothing: false, figures: { households: 3 } },
    }),
  undoReport: () =>
    reports.undoReport(acting(), {
      ...{ campaign: campaign.id, key: 'survey', unit: '922', receipt: held.entered ?? '' },
    }),
  remindUnit: () => remindUnit(acting(), { campaign: campaign.id, key: 'survey', unit: '913' }),
  takePaper: async () => {
    number.paper = (await papers.takePaper(keying(), paperOf('912'))).paper;
  },
  openPaper: () => papers.openPaper(acting(), { paper: numberOf('paper'), reason: REASON, ...everything }),
  showSheet: () =>
    papers.showSheet({ ...acting(), people: KEY }, { paper: numberOf('paper'), nr: 1, reason: REASON, ...everything }),
  keyPaper: () =>
    papers.keyPaper(keying(), {
      ...{ paper: numberOf('paper'), rows: sending(family(77)), whole: true, submission: randomUUID(), ...everything },
    }),
  comparePaper: () =>
    papers.comparePaper(
      { ...keying(), by: { ...BY, by: 'li' } },
      { paper: numberOf('paper'), read: { rows: 1, tails: [specimen(77).slice(-4)] }, ...everything },
    ),
  takeOther: () =>
    papers.takeOther(keying(), {
      ...{ paper: numberOf('differing'), row: held.differing ?? '', version: 1, via: 'cli', ...everything },
    }),
  voidPaper: () => papers.voidPaper(keying(), { paper: numberOf('void'), reason: REASON, ...everything }),
  decideRows: () =>
    rows.decideRows(
      { ...acting(), client: { startCases: async () => {}, reportArrived: async () => {} } },
      {
        ...{ campaign: campaign.id, list: 'poor', via: 'cli', submission: randomUUID() },
        decision: { act: 'hold', reason: REASON },
        meant: { all: {}, count: 1 },
        ...everything,
      },
    ),
  showPhotoOfRow: () =>
    rows.showPhotoOfRow(acting(), {
      ...{ key: KEY, campaign: campaign.id, list: 'hung', row: numberOf('proven'), photo: PHOTO.id, reason: REASON },
    }),
  drawSample: () =>
    samples.drawSample(office(), { campaign: campaign.id, list: 'poor', step: 'propose', seed: 7, size: 1 }),
  acknowledgeWarning: () =>
    reports.acknowledgeWarning(acting(), {
      campaign: campaign.id,
      alert: 1,
      key: KNOWN,
      step: 'known',
      units: ['912'],
    }),
  undoCall: () => calls.undoCall(acting(), { call: numberOf('called'), ...everything }),
  recordCall: () =>
    calls.recordCall(acting(), { call: numberOf('call'), result: 'no-answer', note: null, ...everything }),
  acknowledgeChases: () =>
    chases.acknowledgeChases(acting(), {
      round,
      region: '92',
      contact: null,
      about: { campaign: campaign.id, alert: 1 },
    }),
  stepChase: () => chases.stepChase(acting(), { chase: numberOf('chase'), step: 'dispatch', ...everything }),
  raiseWarning: () =>
    warnings.raiseWarning(weather(), {
      hazard: 'cold-wave',
      colour: 'blue',
      areas: ['91'],
      endsAt: null,
      headline: '寒潮',
      issuer: '值班室',
    }),
  cancelWarning: async () => {
    const [event] = await sql<{ id: number }[]>`select id from weather_events where scope = ${campaign.id}`;
    return warnings.cancelWarning(weather(), { event: event?.id ?? 0, reason: REASON });
  },
  decideDuty: () => warnings.decideDuty(weather(), { item: numberOf('duty'), decision: { note: REASON } }),
  makeDrill: () =>
    warnings.makeDrill(
      { ...deciding(), tell: async () => [] },
      {
        campaign: campaign.id,
        warnings: [warning({ areas: [{ code: null, name: '小县' }], sentAt: hours(25), endsAt: hours(60) })],
        bytes: Buffer.from('a file'),
        reason: REASON,
      },
    ),
  previewPosting: () => postings.previewPosting(posting(), { campaign: campaign.id, list: 'hung', region: '91' }),
  openPosting: () => postings.openPosting(posting(), { campaign: campaign.id, list: 'hung', region: '91' }),
  withdrawPosting: () =>
    postings.withdrawPosting(posting(), { posting: numberOf('hanging'), reason: REASON, ...everything }),
  keepBoardPhoto: () =>
    postings.keepBoardPhoto(acting(), { posting: numberOf('due'), moment: 'start', bytes: PHOTO.bytes, ...everything }),
  hearAboutPosting: () =>
    objections.hearAboutPosting({ ...office() }, { posting: numberOf('hanging'), text: '情况不实', ...everything }),
  closePosting: () => postings.closePosting(posting(), { posting: numberOf('due'), ...everything }),
  erasePerson: () => people.erasePerson(acting(), { region: '913', role: 'contact', reason: REASON, ...everything }),
  revealHelped: () =>
    helped.revealHelped(deciding(), {
      key: KEY,
      people: [numberOf('helped')],
      purpose: 'visit',
      reason: REASON,
      most: 9,
      ...everything,
    }),
  keepDistinct: () =>
    same.keepDistinct(acting(), { pair: [numberOf('helped'), numberOf('twin')], reason: REASON, ...everything }),
  mergePeople: () =>
    same.mergePeople(acting(), {
      key: KEY,
      pair: [numberOf('twin'), numberOf('lookalike')],
      reason: REASON,
      ...everything,
    }),
  moveMember: () =>
    moveMember(asking(), {
      ...{ key: KEY, person: numberOf('helped'), home: { alone: '921' }, day: '2026-12-02', today: '2026-12-02' },
      ...{ reason: REASON, via: 'cli', ...everything },
    }),
  eraseHelped: () =>
    helped.eraseHelped(acting(), { key: KEY, person: numberOf('helped'), reason: REASON, ...everything }),
  setQuotas: () =>
    quotas.setQuotas(asking(), {
      ...limited,
      ...everything,
      wanted: [{ unit: '911', category: 'special', slots: 3 }],
      reason: REASON,
    }),
  moveSlots: () =>
    quotas.moveSlots(asking(), {
      ...limited,
      ...everything,
      move: { from: '911', to: '912', category: 'special', slots: 1 },
      reason: REASON,
    }),
  pairRows: () =>
    pairs.pairRows(asking(), {
      ...{ ...paired, ...everything, submission: randomUUID(), via: 'cli' },
      pairs: [{ row: numberOf('paired'), helper: { unit: '91', post: '帮扶1' } }],
    }),
  enterDeed: () =>
    pairs.enterDeed(acting(), {
      ...{ ...paired, ...everything, row: numberOf('paired'), via: 'cli' },
      ...{ deed: randomUUID(), kind: 'contact', answers: { way: 'phone' } },
    }),
  writePlan: () =>
    pairs.writePlan(acting(), {
      ...{ ...paired, ...everything, row: numberOf('paired'), via: 'cli', key: KEY },
      ...{ text: '读完初中', version: 0 },
    }),
  showPlan: () =>
    pairs.showPlan(acting(), { ...paired, ...everything, row: numberOf('paired'), key: KEY, reason: REASON }),
  book: () => book(acting(), booking(), oneBagLost),
  bookWay: () => bookWay(answering(), booking(), oneBagLost),
  pledge: () => gifts.pledge({ ...acting(), key: KEY }, { ...booking(), ...gift }),
  receive: () => gifts.receive({ ...acting(), key: KEY }, { ...booking(), ...gift }),
  receivePromised: () => gifts.receivePromised(acting(), { ...booking(), ...gift }),
  buy: () => gifts.buy(acting(), { ...booking(), at: '9', purse: 'charity', pays: 1_000, things: rice(1) }),
  deliver: () => deliveries.deliver(office(), handedTo('waiting')),
  keepDeliveryPicture: () =>
    keepDeliveryPicture(acting(), {
      ...{
        campaign: 'delivery',
        list: 'poor',
        row: numberOf('pictured'),
        bytes: PHOTO.bytes,
        people: KEY,
        ...everything,
      },
    }),
  takeBack: () =>
    returns.takeBack(acting(), {
      ...{ ...booking(), row: numberOf('served'), to: '9', because: 'in-error', reason: REASON },
    }),
  dispatch: () => dispatches.dispatch(answering(), { ...booking(), ...sent }),
  allocate: () =>
    allocate(answering(), { ...booking(), from: '9', purse: 'charity', item: 'cny', quantity: 7, dueAt: NOW }),
  arrive: () =>
    dispatches.arrive(answering(), { ...booking(), dispatch: numberOf('dispatch'), things: rice(2), last: false }),
  lose: () =>
    dispatches.lose(answering(), {
      ...{ ...booking(), where: { dispatch: numberOf('dispatch') }, purse: 'charity', things: rice(1), reason: REASON },
    }),
  count: () => counts.count(acting(), { ...booking(), region: '9', purse: 'charity', item: 'rice', found: 40 }),
  confirmCount: () => counts.confirmCount(acting(), { ...booking(), count: numberOf('count') }),
  confirmDraft: () =>
    drafts.confirmDraft(answering(), { ...booking(), draft: numberOf('draft'), from: '9', goods: rice(1) }),
  dropDraft: () => drafts.dropDraft(acting(), { ...booking(), draft: numberOf('dropped'), reason: REASON }),
  proposeStandard: () => late.proposeStandard(acting(), { ...booking(), campaign: 'late', purse: 'charity' }),
  confirmStandard: () =>
    late.confirmStandard(acting(), { ...booking(), campaign: 'late', standard: numberOf('standard') }),
  permitClosing: () =>
    closings.permitClosing(acting(), { campaign: 'delivery', key: 'give', reason: REASON, ...everything, via: 'cli' }),
  correct: () => corrections.correct(answering(), { ...booking(), transfer: numberOf('transfer'), reason: REASON }),
  makeBatch: () => banks.makeBatch(acting(), batchOf('921')),
  openBankFile: async () => {
    for await (const _ of await banks.openBankFile(acting(), { ...cards, batch: numberOf('asked') }));
  },
  withdrawBatch: () => banks.withdrawBatch(acting(), { ...cards, batch: numberOf('asked') }),
  readBankResult: () =>
    readBankResult(acting(), { ...cards, batch: numberOf('answered'), source: { file: 'back.csv', bytes: failed } }),
  mendAccounts: () =>
    banks.mendAccounts(acting(), {
      ...cards,
      list: 'poor',
      rows: [{ row: numberOf('failing'), account: '999120002' }],
    }),
  correctBatch: () =>
    banks.correctBatch(acting(), { ...cards, key: randomUUID(), batch: numberOf('answered'), leave: false }),
  rotateKeys: () => keys.rotateKeys(acting(), { key: KEY, reason: REASON }),
  changePeopleKey: () =>
    keys.changePeopleKey(acting(), { from: KEY, to: peopleKey('another key for people of the tests'), reason: REASON }),
  archiveCampaign: async () => {
    await changeCampaignState(sql, campaign.id, 'completed', NOW);
    return archive.archiveCampaign(acting(), { campaign: campaign.id, reason: REASON });
  },
};

/** Acts without a row of their own: only the line of the look is kept. */
const LOOKS = [
  ...[
    'readStatements',
    'showPlan',
    'previewPosting',
    'checkTables',
    'lookAtListTable',
    'exportListTable',
    'printRows',
    'takeRegister',
    'showSheet',
    'showPhotoOfRow',
    'openBankFile',
  ],
  ...['startRehearsal', 'stopRehearsal'],
];
/** Not acts of an officer: their own row is the record, or they only repeat another act of the table. */
const WITHOUT_LINE = [
  ...['completeList', 'sendPageCode', 'takePageCode', 'startWaiting', 'tellAnswered', 'takePushed', 'handleReplies'],
  'forgetWhatIsOver',
  // What is typed, every second; and a decision that has its line once it is carried out, or taken back.
  ...['keepCampaignDraft', 'holdDecision', 'carryOutHeld'],
  // How somebody wants to see a table.
  ...['keepTableView', 'dropTableView'],
];
/** Nothing but a line. */
const LINES = ['noteExport', 'noteTableExport', 'notePhotoSeen', 'noteRefusal', 'noteQueueAct'];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acts-'));
  database = await testDatabase();
  ({ sql } = database);
  const { forms, standards, lists: listed, stages } = listDefinition();
  const tiny = tinyDefinition();
  const asked = stages.map((stage) => ({
    ...stage,
    asks: stage.asks.map(({ id, of, does }) => ({ id, of, does, list: 'roster' })),
  }));
  const definition = withWarningForms(
    withListForms(
      tinyDefinition({
        ...{
          warnings: { of: 'village' },
          cases: { complaint: {} },
          standards,
          lists: { ...listed, roster: listed.poor, hung: listed.poor },
        },
        ...{ forms: { ...tiny.forms, family: forms.family }, stages: [...tiny.stages, ...asked] },
      }),
    ),
  );
  campaign = await openCampaign(sql, { definition, now: NOW });
  [round = ''] = campaign.rounds;
  const [planned] = roundsInAreas(campaign.plan);
  if (!planned) throw new Error('the campaign has no round');
  const asking = { ...planned.round, key: KNOWN, form: stepFormId('known') };
  await openRound(sql, { id: 'acts/known', campaign: campaign.id, round: asking, area: planned.area });
  number.void = (await papers.takePaper(keying(), paperOf('913'))).paper;
  number.differing = (await papers.takePaper(keying(), paperOf('921'))).paper;
  const keyed = sending(family(78));
  held.differing = keyed.rows[0]?.row ?? '';
  await papers.keyPaper(keying(), {
    ...{ paper: number.differing, rows: keyed, whole: false, submission: randomUUID(), ...everything },
  });
  await sql`update list_paper_rows set differs = '[{"field": "heads", "kept": 4, "sent": 6}]'`;
  await limitedCampaign();
  await pairedCampaign();
  await accountsKept();
  await cardsAsked();
  await accountsAndSecrets();
  await work();
  number.draftOfCampaign = await addDraft(sql, 'zhang', {});
  number.held = (await keepAsked(sql, BY, { campaign: campaign.id, verb: 'remind' })) ?? 0;
  await holdAsked(sql, number.held, 3600);
  const unnumbered = givenPerson({ idNumber: null, noId: 'lost' });
  const people = await identify(sql, await openKeyring(sql, KEY), [givenPerson(), unnumbered, unnumbered]);
  [number.helped = 0, number.twin = 0, number.lookalike = 0] = people.map(({ id }) => id);
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function accountsAndSecrets(): Promise<void> {
  const add = async (login: string) =>
    (await store.addAccount(sql, { login, name: login, role: 'auditor', region: null })).id;
  for (const login of ['officer', 'other', 'self', 'ending', 'leaving', 'factor', 'half', 'invited'])
    number[login] = await add(login);
  await setPassword(sql, numberOf('self'), { password: 'the-first-winter-quilt' });
  for (const [of, name] of [
    ['ending', 'session'],
    ['leaving', 'left'],
  ] as const) {
    await beginSession(sql, numberOf(of), 'console');
    const [row] = await sql<{ id: number }[]>`select max(id) as id from sessions`;
    number[name] = row?.id ?? 0;
  }
  const enrol = (login: string) => beginFactor(sql, TEST_SECRET, { ...ofAccount(login), login });
  const confirm = async (login: string) =>
    (await confirmFactor(sql, TEST_SECRET, numberOf(login), codeOf((await enrol(login)).uri, -1))) ?? [];
  held.uri = (await enrol('self')).uri;
  [held.recovery = ''] = await confirm('factor');
  [held.code = ''] = await confirm('half');
  await confirm('other');
  held.half = await beginHalf(sql, numberOf('half'));
  held.invitation = (await invite(sql, numberOf('invited'), URL_HERE)).split('/').at(-1) ?? '';
  const [token] = await sql<{ id: number }[]>`
    insert into api_tokens (name, token_hash, verbs, expires_at)
    values ('old', '\\x01', '{see-campaigns}', now() + interval '1 day') returning id`;
  number.token = token?.id ?? 0;
}

async function work(): Promise<void> {
  await sql`
    insert into regions (code, parent_code, level, kind, name, path, position, closed_at)
    values ('93', '9', 2, 'township', '旧镇', '9/93/', 8, now()), ('94', '91', 3, 'village', '旧村', '9/91/94/', 9, null)`;
  const one = async (rows: PromiseLike<readonly { id: number }[]>): Promise<number> => (await rows)[0]?.id ?? 0;
  number.contact = await one(
    sql<
      { id: number }[]
    >`select contact_id as id from duties where region_code = '912' and role = 'contact' and not deputy`,
  );
  const [message] = await writePast(
    sql,
    {
      message: {
        key: 'acts',
        campaign_id: campaign.id,
        round_id: round,
        rung: 'open',
        kind: 'task',
        region_code: '912',
        contact_id: numberOf('contact'),
        channel: 'sms',
        template: 'task',
        needed: 'always',
        valid_until: shanghai('12-09 10:00'),
        planned_at: NOW,
      },
      from: sql`rounds where id = ${round}`,
    },
    { state: 'failed', reason: 'refused' },
  );
  number.message = message ?? 0;
  number.reply = await one(sql<{ id: number }[]>`
    insert into replies (provider, dedupe, scope, phone, content, outcome, handled_at)
    values ('http', '1', 'live', '19900000912', '?', 'failed', now()) returning id`);
  await sql`
    insert into stopped_numbers (scope, phone, people, asked_at, confirmed_at)
    select 'live', phone, '{}', now(), now() from contacts where id = ${numberOf('contact')}`;
  number.call = await one(sql<{ id: number }[]>`
    insert into call_list (campaign_id, round_id, unit_code, reason, opened_at)
    values (${campaign.id}, ${round}, '913', 'unreachable', ${NOW}) returning id`);
  number.called = await one(sql<{ id: number }[]>`
    insert into call_list (campaign_id, round_id, unit_code, reason, opened_at, result, closed_at)
    values (${campaign.id}, ${round}, '921', 'unreachable', ${NOW}, 'will-report', ${NOW}) returning id`);
  const entered = { campaign: campaign.id, key: 'survey', unit: '922', via: 'api' as const, byName: 'zhang' };
  const input = { nothing: false, figures: { households: 3 } };
  held.entered = (await recordReport(sql, { ...entered, input })).receipt;
  const chase = (region: string) => sql<{ id: number }[]>`
    insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by)
    values (${campaign.id}, ${round}, 'chase', ${region}, 2, ${NOW}, ${NOW}) returning id`;
  await chase('92');
  number.chase = await one(chase('91'));
  await sql`
    with one as (insert into people (kind, region_code, shown, no_id) values ('person', '911', '王**', 'lost') returning id)
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at)
    select ${campaign.id}, 'poor', gen_random_uuid(), id, 'special', '911', '911', '王**', ${NOW}, ${NOW} from one`;
  await sql`
    with subject as (
      insert into people (kind, region_code, shown) values ('person', '911', '王**') returning id)
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, done, shown, proposed_at, changed_at)
    select ${campaign.id}, 'hung', gen_random_uuid(), id, 'special', '911', '911', 2, '王**', ${NOW}, ${NOW} from subject`;
  const { sealed, keyNo } = (await openKeyring(sql, KEY)).seal({ photo: '' }, 'deed_photos.sealed');
  number.proven = await one(sql<{ id: number }[]>`
    with proof as (
      insert into deed_photos (ask_id, photo, size, sealed, key_no)
      select id, ${PHOTO.id}, 1, ${sealed}, ${keyNo} from asks where campaign_id = ${campaign.id} and unit_code = '911' and subject_id is null order by id limit 1
      returning ask_id)
    insert into deeds (campaign_id, entry_id, unit_code, round_key, kind, at, by_name, via, photos)
    select ${campaign.id}, e.id, '911', a.key, 'check', ${NOW}, 'tests', 'form', ${[PHOTO.id]}
    from entries e, proof p join asks a on a.id = p.ask_id where e.list = 'hung' returning entry_id as id`);
  for (const [name, until] of [
    ['hanging', '12-09 00:00'],
    ['due', '12-02 00:00'],
  ] as const)
    number[name] = await one(sql<{ id: number }[]>`
      with lot as (
        insert into posting_lots (campaign_id, list, region_code, medium, opens_at, closes_at, workflow_id)
        values (${campaign.id}, 'hung', '922', 'board', ${shanghai('12-01 09:00')}, ${shanghai(until)}, ${name}) returning id)
      insert into postings (lot_id, campaign_id, list, region_code, version, content, digest)
      select id, ${campaign.id}, 'hung', '922', id, '{"from": "2026-12-01", "to": "2026-12-09"}', sha256('') from lot returning id`);
  number.duty = await one(sql<{ id: number }[]>`
    insert into duty_items (scope, kind, source, about, opened_at)
    values (${campaign.id}, 'bad-input', 'cap', 'x', ${NOW}) returning id`);
}

/** Every row of every table; of asked decisions those that are held back, for the others are stored before the act. */
async function everyRow(): Promise<Map<string, string>> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const rows = new Map<string, string>();
  for (const { name } of tables) {
    const [all] = await sql<
      { text: string | null }[]
    >`select string_agg(t::text, e'\n' order by t::text) as text from ${sql(name)} t ${name === 'steering_asked' ? sql`where acts_at is not null` : sql``}`;
    rows.set(name, all?.text ?? '');
  }
  return rows;
}

async function whileNoLineIsWritten<T>(act: () => Promise<T>): Promise<T> {
  await sql`
    create function refuse_lines() returns trigger language plpgsql as $$ begin raise exception 'no line today'; end $$`;
  await sql`create trigger refuse_lines before insert on audit_log for each row execute function refuse_lines()`;
  try {
    return await act();
  } finally {
    await sql`drop trigger refuse_lines on audit_log`;
    await sql`drop function refuse_lines`;
  }
}

const linesInAll = async (): Promise<number> => (await sql`select from audit_log`).length;

test('every act of actions/ is tried', () => {
  const files = allFiles().filter((file) => file.startsWith('actions/'));
  const names = files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^export (?:const|(?:async )?function) (\w+)/gm)].map(
      ([, name = '']) => name,
    ),
  );
  expect([...Object.keys(ACTS), ...WITHOUT_LINE, ...LINES].sort()).toEqual(names.sort());
});

test.each(Object.keys(ACTS))('%s happens with its line, or not at all', async (name) => {
  const act = ACTS[name] ?? Promise.reject;
  if (name === 'archiveCampaign') await changeCampaignState(sql, campaign.id, 'completed', NOW);
  if (name === 'putAwayCampaign') await changeCampaignState(sql, limited.campaign, 'completed', NOW);
  const before = await everyRow();
  await whileNoLineIsWritten(async () => {
    await expect(act()).rejects.toThrow('no line today');
    expect(await everyRow()).toEqual(before);
  });
  const lines = await linesInAll();
  await act();
  // A new account by claims of the identity provider has its own line.
  expect(await linesInAll()).toBe(lines + (name === 'signInIdentified' ? 2 : 1));
  const after = await everyRow();
  const changed = [...after].filter(([table, rows]) => before.get(table) !== rows).map(([table]) => table);
  const ofOwn = changed.filter((table) => !table.startsWith('audit_'));
  expect(ofOwn.length > 0).toBe(!LOOKS.includes(name));
});

test('a rehearsal of which no line can be written is broken off, and one is not broken off without a line', () => {
  // Once because its start could not be recorded, once by the recorded act.
  expect(stopped).toEqual(['rehearsed', 'rehearsed']);
});

test('M2: every line is told in words', async () => {
  const lines = await sql<{ verb: string; target: Record<string, unknown> }[]>`select verb, target from audit_log`;
  expect(lines.length).toBeGreaterThan(80);
  const verbs = lines.map(({ verb }) => verb).filter((verb) => !Object.hasOwn(VERB_WORDS, verb));
  expect([...new Set([...verbs, ...lines.flatMap(({ target }) => wordless(target))])]).toEqual([]);
});
