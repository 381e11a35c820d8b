import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { correct } from '../../../actions/ledger/corrections';
import { deliver } from '../../../actions/ledger/deliver';
import { arrive, dispatch, lose } from '../../../actions/ledger/dispatches';
import { receive } from '../../../actions/ledger/gifts';
import { takeBack } from '../../../actions/ledger/returns';
import { importListTable } from '../../../actions/list/list-tables';
import { decideRows } from '../../../actions/list/rows';
import { deliverySent } from '../../../domain/ledger/delivery';
import type { Sql } from '../../../store/db/db';
import type { Decision } from '../../../store/list/acts/decide';
import { recordReport } from '../../../store/report/reports';
import { specimen, TEST_PEOPLE_KEY } from '../campaigns/rows';
import { shanghai } from '../campaigns/tiny';

const VILLAGES = { '911': '一村', '921': '四村' } as const;
type Village = keyof typeof VILLAGES;
const STORES = ['9', '91', '911', '921'] as const;

/** Goods and money, each with the purse that the standards pay it from. */
const THINGS = { cny: 'charity', coat: 'city' } as const;
type Item = keyof typeof THINGS;

/**
 * What somebody does, as plain data: whoever reads a failing history can do it again. Rows, notes and transfers are
 * named by their place among those that are there at that moment.
 */
export type Act =
  | { does: 'import'; village: Village; families: number[] }
  | { does: 'check' | 'approve' | 'hold' | 'release'; village: Village }
  | { does: 'receive'; item: Item; quantity: number; store: string }
  | { does: 'dispatch'; item: Item; quantity: number; from: string; to: string }
  | { does: 'arrive'; note: number; item: Item; quantity: number; last: boolean }
  | { does: 'lose'; item: Item; quantity: number; where: { store: string } | { note: number } }
  | { does: 'deliver'; by: 'phone' | 'officer'; village: Village; first: number; rows: number; signed: boolean }
  | { does: 'deliver-part'; row: number; item: Item; quantity: number }
  | { does: 'return'; row: number; to: string }
  | { does: 'correct'; transfer: number };

const village = fc.constantFrom<Village>('911', '921');
const store = fc.constantFrom(...STORES);
const item = fc.constantFrom<Item>('cny', 'coat');
const nth = fc.nat({ max: 40 });
const few = fc.integer({ min: 1, max: 3 });
/** Of money, hundreds of yuan; of coats, pieces. */
const quantity = fc.integer({ min: 1, max: 12 });

/** Printed without a word about prototypes. */
const plain = <Model extends object>(model: { [Key in keyof Model]: fc.Arbitrary<Model[Key]> }) =>
  fc.record(model, { noNullPrototype: true });
const of = <Does extends Act['does']>(does: Does) => fc.constant(does);

/** Any act; those that bring something come more often than those that take it away. */
export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: plain({
      does: of('import'),
      village,
      families: fc.uniqueArray(nth, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 3, arbitrary: plain({ does: of('check'), village }) },
  { weight: 4, arbitrary: plain({ does: of('approve'), village }) },
  { weight: 1, arbitrary: plain({ does: fc.constantFrom<'hold' | 'release'>('hold', 'release'), village }) },
  { weight: 5, arbitrary: plain({ does: of('receive'), item, quantity: fc.integer({ min: 5, max: 60 }), store }) },
  { weight: 3, arbitrary: plain({ does: of('dispatch'), item, quantity, from: store, to: store }) },
  { weight: 3, arbitrary: plain({ does: of('arrive'), note: nth, item, quantity, last: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: plain({ does: of('lose'), item, quantity, where: fc.oneof(plain({ store }), plain({ note: nth })) }),
  },
  {
    weight: 6,
    arbitrary: plain({
      ...{ does: of('deliver'), by: fc.constantFrom<'phone' | 'officer'>('phone', 'officer') },
      ...{ village, first: nth, rows: few, signed: fc.boolean() },
    }),
  },
  { weight: 2, arbitrary: plain({ does: of('deliver-part'), row: nth, item, quantity: few }) },
  { weight: 4, arbitrary: plain({ does: of('return'), row: nth, to: store }) },
  { weight: 2, arbitrary: plain({ does: of('correct'), transfer: nth }) },
);

/** An act with its key and all that it needs: done again, it is the same act. @returns its receipt */
type Ready = () => Promise<string>;

/** The people who act: each under a name of their own, each time with a new key. */
export interface Relief {
  /** Looks up what the act is about. @returns null where there is nothing yet that it could be about */
  ready(who: string, act: Act): Promise<Ready | null>;
}

const client = {
  startCases: async () => {},
  caseAnswered: async () => {},
  reportArrived: async () => {},
};

/** @param campaign of deliveryDefinition, without a posting: approved rows wait for their delivery */
export function openRelief(sql: Sql, campaign: string): Relief {
  const acting = (name: string) => ({
    ...{ sql, by: { id: null, via: 'cli' as const, by: name }, key: TEST_PEOPLE_KEY, client },
  });
  const booking = () => ({ campaign, key: randomUUID(), top: null, via: 'cli' as const });
  const units = (thing: Item, many: number): number => (thing === 'cny' ? many * 100_00 : many);
  const things = (thing: Item, many: number) => ({
    purse: THINGS[thing],
    things: [{ item: thing, quantity: units(thing, many) }],
  });
  const pick = <One>(all: readonly One[], place: number): One | undefined => all[place % Math.max(all.length, 1)];
  const waiting = (unit: Village | null) => sql<{ id: number; row: string }[]>`
    select id, row from entries where campaign_id = ${campaign} and done >= 3 and (${unit}::text is null or unit_code = ${unit})
    order by id`;
  /** Numbers of the rows or notes with which something lies. */
  const holding = (kind: 'with' | 'way') => sql<{ id: number }[]>`
    select distinct split_part(account, ':', 2)::bigint as id from balances
    where campaign_id = ${campaign} and starts_with(account, ${`${kind}:`}) and quantity > 0 order by 1`;
  const receipt = async (done: Promise<{ receipt: string }>): Promise<string> => (await done).receipt;

  async function decide(who: string, decision: Decision, place: Village): Promise<Ready | null> {
    const done = decision.act === 'do' ? { check: 1, approve: 2 }[decision.step as 'check' | 'approve'] : null;
    const rows = await sql<{ id: number; version: number }[]>`
      select id, version from entries
      where campaign_id = ${campaign} and unit_code = ${place} and state = ${decision.act === 'release' ? 'held' : 'in'}
        and (${done}::int is null or done = ${done}) order by id limit 4`;
    const deciding = { campaign, list: 'poor', decision, submission: randomUUID(), top: null, via: 'cli' as const };
    if (rows.length === 0) return null;
    return () =>
      receipt(decideRows(acting(`${who} who decides on ${decision.act}`), { ...deciding, meant: { rows: [...rows] } }));
  }

  function byPhone(unit: Village, rows: readonly { row: string }[], delivery: object): Ready {
    const did = rows.map(({ row }) => ({ row, done: true, key: randomUUID(), delivery: deliverySent.parse(delivery) }));
    const input = { nothing: false, figures: {} };
    const sent = {
      campaign,
      key: 'apply.give',
      unit,
      via: 'form' as const,
      input,
      did,
      people: TEST_PEOPLE_KEY,
      begun: true,
    };
    // Its rows have no receipt of their own: that they are there once is what the balances tell.
    return async () => {
      await recordReport(sql, sent);
      return unit;
    };
  }

  return {
    async ready(who, act) {
      switch (act.does) {
        case 'import': {
          const lines = act.families.map((one) => `${VILLAGES[act.village]},张某${one},${specimen(one)},2,特困户`);
          const bytes = Buffer.from(`村,户主姓名,身份证号,家庭人口,类别\n${lines.join('\n')}\n`);
          const source = { file: 'roster.csv', bytes };
          const table = {
            campaign,
            list: 'poor',
            source,
            top: null,
            people: TEST_PEOPLE_KEY,
            mapped: [],
            consent: true,
          };
          // A table has no key: when another of its village comes between two sendings, the second says something new.
          return async () => {
            await importListTable(acting(who), { ...table, problems: null, confirm: null });
            return act.village;
          };
        }
        case 'check':
        case 'approve':
          return decide(who, { act: 'do', step: act.does }, act.village);
        case 'hold':
          return decide(who, { act: 'hold', reason: '待核实' }, act.village);
        case 'release':
          return decide(who, { act: 'release' }, act.village);
        case 'receive': {
          const gift = {
            ...booking(),
            from: { unnamed: true as const },
            to: act.store,
            ...things(act.item, act.quantity),
          };
          return () => receipt(receive(acting(who), gift));
        }
        case 'dispatch': {
          const { from, to } = act;
          const sent = { ...booking(), from, to, dueAt: shanghai('12-05 10:00'), ...things(act.item, act.quantity) };
          return () => receipt(dispatch(acting(who), sent));
        }
        case 'arrive': {
          const note = pick(await holding('way'), act.note);
          const { things: came } = things(act.item, act.quantity);
          const arrived = { ...booking(), dispatch: note?.id ?? 0, things: came, last: act.last };
          return note ? () => receipt(arrive(acting(who), arrived)) : null;
        }
        case 'lose': {
          const { where } = act;
          const note = 'note' in where ? pick(await holding('way'), where.note) : undefined;
          if ('note' in where && !note) return null;
          const lost = { ...booking(), reason: '受潮', ...things(act.item, act.quantity) };
          const place = 'store' in where ? where : { dispatch: note?.id ?? 0 };
          return () => receipt(lose(acting(who), { ...lost, where: place }));
        }
        case 'deliver': {
          const all = await waiting(act.village);
          const rows = all.slice(act.first % Math.max(all.length, 1)).slice(0, act.rows);
          if (rows.length === 0) return null;
          const mark = act.signed ? { mark: 'paper' as const } : {};
          if (act.by === 'phone') return byPhone(act.village, rows, mark);
          const given = rows.map(({ id }) => ({ id, delivery: deliverySent.parse(mark) }));
          const sent = {
            campaign,
            list: 'poor',
            submission: randomUUID(),
            top: null,
            via: 'cli' as const,
            rows: given,
          };
          return () => receipt(deliver(acting(who), { ...sent, people: TEST_PEOPLE_KEY }));
        }
        case 'deliver-part': {
          const row = pick(await waiting(null), act.row);
          if (!row) return null;
          const delivery = deliverySent.parse({ mark: 'paper', things: things(act.item, act.quantity).things });
          const sent = { campaign, list: 'poor', submission: randomUUID(), top: null, via: 'cli' as const };
          const rows = [{ id: row.id, delivery }];
          return () => receipt(deliver(acting(who), { ...sent, rows, people: TEST_PEOPLE_KEY }));
        }
        case 'return': {
          const row = pick(await holding('with'), act.row);
          const back = {
            ...booking(),
            row: row?.id ?? 0,
            to: act.to,
            because: 'given-up' as const,
            reason: '自愿退回',
          };
          return row ? () => receipt(takeBack(acting(`${who} who takes back`), back)) : null;
        }
        case 'correct': {
          const transfers = await sql<
            { id: number }[]
          >`select id from transfers t where campaign_id = ${campaign} and kind <> 'correct' order by id desc`;
          const wrong = pick(transfers, act.transfer);
          const undone = { ...booking(), transfer: wrong?.id ?? 0, reason: '登记有误' };
          return wrong ? () => receipt(correct(acting(`${who} who corrects`), undone)) : null;
        }
      }
    },
  };
}
