import type { Definition } from '../../domain/campaign/definition/definition';
import { type Instant, plusMs } from '../../domain/instant';
import { BANK_ANSWERS_DAYS } from '../../domain/ledger/bank/silence';
import { MONEY } from '../../domain/ledger/items';
import { isOfUnits, lateStandards } from '../../domain/ledger/late-standards';
import type { Step } from '../../domain/list/steps';
import { agenda } from '../clock/agenda';
import type { Office, OfficeAct, RowMet } from '../lists/office';
import { rowId } from '../lists/proposals';
import type { Shares } from '../lists/shares';
import { chance } from '../people/chance';
import { inParallel } from '../people/in-parallel';
import { onGrid, type WorkingGrid } from '../people/working-grid';
import { type Deciding, type GoodsDays, soon } from './agendas';
import type { Books, Note } from './books';
import { isSame } from './emergencies';
import { type Gift, getsLost, giftsFor, isRaisedByUnits, LOST, lotsOf, ownPurse, purchasesOf } from './gifts';
import { increases, isEntitled, type Need, needsOf } from './needs';
import type { Asked, Payer } from './payer';
import { type Fate, type FoundWanting, isHeld, type Recipient, type Recipients } from './recipients';

/** The offices of a campaign that keeps accounts: they decide on rows, raise goods and money, and send them out. */
export interface Offices {
  nextAt(): Instant | null;
  act(at: Instant): Promise<void>;
}

/** Two officers, because some acts need another hand than the one before. */
export interface Hands<Door> {
  first: Door;
  second: Door;
}

interface Staffing {
  seed: number;
  /** Code of the region at the top. */
  top: string;
  definition: Pick<Definition, 'lists' | 'standards' | 'items' | 'banks'>;
  recipients: Recipients;
  days: GoodsDays;
  grid: WorkingGrid;
  office: Hands<Office>;
  books: Hands<Books>;
  /** Has a bank pay; null where the campaign has none. */
  payer: Payer | null;
  shares: Shares;
  /** @returns whether a row came by the phone of its unit */
  sent(row: string): boolean;
  /** Brings in rows as a table. */
  bringIn(list: string, rows: readonly Recipient[]): Promise<void>;
}

const DAY_MS = 86_400_000;
/** Questions that an office has open at the same time. */
const AT_A_TIME = 8;
/** Rows of one act. */
const AT_ONCE = 500;
/** How far between the beginning and the end of the raising gifts are promised and come. */
const PROMISED = 0.5;
const COMES = [0.6, 0.75, 0.9];

type Task = () => Promise<unknown>;

/** @returns the offices; with the same seed they do the same at the same instants */
export function createOffices(staffing: Staffing): Offices {
  const { seed, top, definition, recipients, days, grid, office, books, payer, shares, sent, bringIn } = staffing;
  const todo = agenda<Task>();
  const needs = needsOf(definition, recipients.all);
  const lots = lotsOf(needs);
  const key = (...about: (string | number)[]) => rowId(seed, 'goods', ...about);
  const on = (after: Instant, share: number, span = DAY_MS): Instant =>
    onGrid({ after, before: plusMs(after, span), share }, grid) ?? plusMs(after, span);

  for (const [list, at] of days.bringsIn) todo.add(at, () => bringInMissing(list));
  for (const [nth, gift] of giftsFor(definition, lots, top).entries()) comes(gift, nth);
  for (const { list, after, at } of days.tells) todo.add(at, () => tell(list, after, at));
  for (const deciding of days.decides) todo.add(deciding.at, () => decide(deciding));
  for (const [nth, increase] of increases(definition, recipients.all).entries())
    todo.add(days.raises, async () => {
      const rows = (await inParallel(AT_A_TIME, increase.rows, rowsOf)).flat();
      const { item, purse, quantity } = increase;
      const more = item === MONEY ? { cash: quantity, goods: [] } : { cash: 0, goods: [{ item, purse, quantity }] };
      const act: OfficeAct = { act: 'raise', ...more, reason: '按需增配' };
      await office[otherThan(increase.list)].decide(increase.list, act, rows, key('raise', nth));
    });
  for (const one of days.sweeps) {
    todo.add(one.at, () => sweep(one));
    todo.add(soon(one.at, grid), () => takeBack(one.list));
  }
  for (const [list, at] of days.releases) {
    todo.add(days.holds.get(list) ?? days.raises, () =>
      decideOn(list, 'hold', { act: 'hold', reason: '有群众反映，暂缓' }),
    );
    todo.add(at, () => decideOn(list, 'release', { act: 'release' }));
  }
  for (const lot of lots) {
    // What a bank pays stays where it is paid from.
    if (
      ownPurse(lots, lot.purse) !== null ||
      isRaisedByUnits(definition, lot) ||
      (lot.item === MONEY && days.pays.size > 0)
    )
      continue;
    const urgent = days.emergencies.find((one) => isSame(one, lot));
    if (urgent) todo.add(urgent.at, () => sendUrgently(lot, urgent.at));
    else todo.add(days.allocates, () => allocate(lot));
  }
  if (payer) for (const [list, at] of days.pays) todo.add(at, () => payByCard(payer, list, at));

  /** Who fixes what a row is entitled to does not raise it. */
  const otherThan = (list: string): keyof Hands<Office> =>
    days.decides.find((one) => one.list === list && one.freezes)?.hand === 'second' ? 'first' : 'second';

  function comes(gift: Gift, nth: number): void {
    const { from, until } = days.raising;
    const when = (share: number) => onGrid({ after: from, before: until, share }, grid) ?? from;
    const share = COMES[nth % COMES.length] ?? 1;
    if (!gift.promised) {
      todo.add(when(share), () => books.first.receive(key('receive', nth), gift));
      return;
    }
    todo.add(when(PROMISED), () => books.first.pledge(key('pledge', nth), gift));
    todo.add(when(share), () => books.first.receivePromised(key('kept', nth), gift));
  }

  /** A person is found by the ID number, a register by its name. */
  async function rowsOf({ list, unit, person }: Recipient): Promise<RowMet[]> {
    const found = await office.first.find(list, person.idNumber || person.name);
    return found.filter((row) => person.idNumber !== '' || row.unit === unit);
  }

  /** Units that are silent, or whose phone has failed, bring a paper: somebody above makes a table of it. */
  async function bringInMissing(list: string): Promise<void> {
    const silent = recipients.all.filter((one) => one.list === list && !sent(one.row));
    const found = await inParallel(AT_A_TIME, silent, rowsOf);
    const missing = silent.filter((_, nth) => found[nth]?.length === 0);
    if (missing.length > 0) await bringIn(list, missing);
  }

  /** What was raised buys goods and is divided, by two hands, before rows are approved by it. */
  async function setStandards(list: string): Promise<void> {
    const { categories = [] } = definition.lists[list] ?? {};
    const late = lateStandards(definition).filter(({ category }) => categories.includes(category));
    for (const purse of new Set(late.flatMap(({ purse }) => purse ?? []))) {
      for (const one of purchasesOf(definition, lots))
        if (one.purse === purse) await books.first.buy(key('buy', purse, one.item), top, one);
      const own = new Set(recipients.all.flatMap((one) => (one.list === list && isEntitled(one) ? [one.unit] : [])));
      for (const unit of isOfUnits(definition, purse) ? own : [null]) {
        const standard = await books.first.proposeStandard(purse, unit);
        if (standard !== null) await books.second.confirmStandard(standard);
      }
    }
  }

  /**
   * Does with the rows of a list what the fate of their people asks for, alike ones at once.
   * @param among which of the rows of a person it is done with
   * @returns the numbers of these rows
   */
  async function decideByFate(
    { list, hand, about }: { list: string; hand: keyof Hands<Office>; about: readonly string[] },
    acts: Readonly<Partial<Record<Fate, OfficeAct>>>,
    among: (row: RowMet, one: Recipient) => boolean,
  ): Promise<Set<number>> {
    const met = recipients.all.filter((one) => one.list === list && acts[one.fate]);
    const found = await inParallel(AT_A_TIME, met, rowsOf);
    const alike = new Map<Fate, Map<number, RowMet>>();
    const decided = new Set<number>();
    for (const [nth, one] of met.entries())
      for (const row of found[nth] ?? [])
        if (!decided.has(row.id) && among(row, one)) {
          decided.add(row.id);
          alike.set(one.fate, (alike.get(one.fate) ?? new Map()).set(row.id, row));
        }
    for (const [fate, rows] of alike) {
      const act = acts[fate];
      if (act) await decideAll(office[hand], { list, act, about: [...about, fate] }, [...rows.values()]);
    }
    return decided;
  }

  async function decideAll(
    by: Office,
    { list, act, about }: { list: string; act: OfficeAct; about: readonly string[] },
    rows: readonly RowMet[],
  ): Promise<void> {
    for (let from = 0; from < rows.length; from += AT_ONCE)
      await by.decide(list, act, rows.slice(from, from + AT_ONCE), key(...about, from));
  }

  async function decide({ list, step, after, at, hand, freezes }: Deciding): Promise<void> {
    const rows = await office.first.rows(list, { step: after, state: 'in' });
    const here = new Set(rows.map(({ id }) => id));
    const about = ['leaves', list, step, at];
    const leaving = await decideByFate({ list, hand, about }, REASONS, ({ id }) => here.has(id));
    if (freezes) await setStandards(list);
    const standing = rows.filter(({ id }) => !leaving.has(id)).toSorted((one, other) => one.id - other.id);
    await decideAll(office[hand], { list, act: { act: 'do', step }, about: ['act', list, step, at] }, standing);
  }

  /** Everybody is telephoned. */
  async function tell(list: string, after: Step, at: Instant): Promise<void> {
    const rows = await office.first.rows(list, { step: after, state: 'in' });
    if (rows.length > 0)
      await office.first.decide(list, { act: 'do', step: 'tell', told: 'phone' }, rows, key('tell', list, at));
  }

  async function decideOn(list: string, what: string, act: OfficeAct): Promise<void> {
    const held = recipients.all.filter((one) => one.list === list && isHeld(seed, one));
    const rows = (await inParallel(AT_A_TIME, held, rowsOf)).flat();
    if (rows.length > 0) await office.first.decide(list, act, rows, key(what, list));
  }

  /** The family has taken what was for somebody who had died: it comes back, to another hand. */
  async function takeBack(list: string): Promise<void> {
    const dead = recipients.all.filter((one) => one.list === list && one.fate === 'wasDead');
    const found = await inParallel(AT_A_TIME, dead, rowsOf);
    for (const [nth, one] of dead.entries())
      for (const { id } of found[nth] ?? []) await books.second.takeBack(key('back', one.row), id, one.unit);
  }

  /**
   * The bank is asked to pay once nobody is left whom it should not pay. Its first answer has lines that are
   * nobody's, and is set aside; then some accounts turn out to be wrong, are mended, and are paid by a correction.
   * A bank that never answers is asked; what it has not paid goes into another batch.
   */
  async function payByCard(by: Payer, list: string, at: Instant): Promise<void> {
    const about = ['unpaid', list];
    await decideByFate({ list, hand: 'first', about }, UNPAID, (row, one) => row.unit === one.unit);
    const purses = new Set(lots.filter(({ item }) => item === MONEY).map(({ purse }) => purse));
    for (const purse of purses) {
      const store = ownPurse(lots, purse) ?? top;
      const what = { list, purse, store };
      const batch = await by.ask(key('card', list, purse), what);
      if (batch === null) continue;
      if (chance(seed, 'silentBank', list, purse) >= shares.silentBank) answers(batch, what, at);
      else {
        const givenUp = on(plusMs(at, BANK_ANSWERS_DAYS * DAY_MS), 0.5);
        todo.add(givenUp, async () => {
          await by.giveUp(batch);
          const other = await by.ask(key('card-anew', list, purse), what);
          if (other !== null) answers(other, what, givenUp);
        });
      }
    }
    todo.add(on(plusMs(at, (3 + 2 * BANK_ANSWERS_DAYS) * DAY_MS), 0.5), () => takeBack(list));

    function answers(batch: Asked, { purse }: { purse: string }, asked: Instant): void {
      const answered = on(asked, 0.5);
      todo.add(answered, async () => {
        await by.answerWrongly(batch);
        const failed = await by.answer(batch, (account) => chance(seed, 'badAccount', account) < shares.badAccount);
        if (failed.length === 0) return;
        await by.mend(list, failed);
        const again = await by.correct(key('card-again', list, purse), batch);
        todo.add(on(answered, 0.5), () => by.answer(again, () => false));
      });
    }
  }

  /** Rows that no phone has told of, because their unit is silent or does not know them: told on paper. */
  async function sweep({ list, after, at }: GoodsDays['sweeps'][number]): Promise<void> {
    const left = await office.first.rows(list, { step: after, state: 'in' });
    const here = new Set(left.map(({ id }) => id));
    const swept = await decideByFate({ list, hand: 'first', about: ['swept', list] }, SWEPT, ({ id }) => here.has(id));
    const rest = left.filter(({ id }) => !swept.has(id)).toSorted((one, other) => one.id - other.id);
    const deliver: OfficeAct = { act: 'do', step: 'deliver' };
    const ways = (definition.lists[list]?.helps ?? []).map(({ value }) => ({ ...deliver, helps: [value] }));
    // Each is helped in one of the ways of its list, in turn.
    const acts = ways.length > 0 ? ways : [deliver];
    for (const [nth, act] of acts.entries()) {
      const own = rest.filter((_, place) => place % acts.length === nth);
      await decideAll(office.first, { list, act, about: ['act', list, 'deliver', at, String(nth)] }, own);
    }
  }

  /** From the top to the regions right below: each confirms its part on the next day. */
  async function allocate({ purse, item, quantity }: Need): Promise<void> {
    const at = days.allocates;
    const need = { purse, item, quantity };
    const notes = await books.first.allocate(key('allocate', purse, item), need, { from: top, dueAt: on(at, 0.9) });
    arrivals(need, notes, at);
  }

  /** What a warning wants sent: to each place as much as is needed there; nothing where nobody needs it. */
  async function sendUrgently({ purse, item, quantity }: Need, at: Instant): Promise<void> {
    const notes: Note[] = [];
    for (const { id, to } of await books.first.drafts({ purse, item })) {
      const below = needs.filter((one) => isSame(one, { purse, item }) && one.unit.startsWith(to));
      const goods = { item, quantity: below.reduce((sum, one) => sum + one.quantity, 0) };
      if (goods.quantity === 0) await books.first.drop(id, '当地无需调运');
      else {
        const dispatch = await books.first.confirm(key('urgent', purse, item, to), id, { from: top, goods });
        notes.push({ dispatch, to, quantity: goods.quantity });
      }
    }
    arrivals({ purse, item, quantity }, notes, at);
  }

  function arrivals(need: Need, notes: readonly Note[], at: Instant): void {
    const { purse, item } = need;
    const inOrder = notes.toSorted((one, other) => (one.to < other.to ? -1 : 1));
    const short = getsLost(need) ? inOrder.findIndex((note) => note.quantity > LOST) : -1;
    for (const [nth, note] of inOrder.entries()) {
      // Money of the last one comes late.
      const late = item === MONEY && nth > 0 && nth === inOrder.length - 1;
      const arrives = on(plusMs(at, late ? DAY_MS : 0), 0.5);
      if (nth === short) todo.add(arrives, () => arriveShort(need, note, arrives));
      else
        todo.add(arrives, () =>
          books.first.arrive(
            key('arrive', purse, item, note.to),
            note.dispatch,
            { item, quantity: note.quantity },
            true,
          ),
        );
    }
  }

  /** A piece is missing: it is written off by somebody who has not sent it, and another one is sent. */
  async function arriveShort({ purse, item }: Need, { dispatch, to, quantity }: Note, at: Instant): Promise<void> {
    const about = [purse, item, to];
    const lost = { purse, item, quantity: LOST };
    await books.first.arrive(key('arrive', ...about), dispatch, { item, quantity: quantity - LOST }, true);
    const written = on(at, 0.3);
    todo.add(written, async () => {
      await books.second.lose(key('lose', ...about), dispatch, lost, '途中破损');
      const again = await books.first.dispatch(key('again', ...about), lost, {
        from: top,
        to,
        dueAt: on(written, 0.9),
      });
      todo.add(on(written, 0.4), () =>
        books.first.arrive(key('arrive-again', ...about), again, { item, quantity: LOST }, true),
      );
    });
  }

  return {
    nextAt: () => todo.nextAt(),
    async act(at) {
      for (const task of todo.take(at)) await task();
    },
  };
}

const REASONS: Readonly<Record<FoundWanting, OfficeAct>> = {
  notEligible: { act: 'remove', because: 'not-eligible', reason: '核实不符' },
  left: { act: 'remove', because: 'moved', reason: '已迁往外地' },
  died: { act: 'remove', because: 'deceased', reason: '已去世' },
  notFound: { act: 'remove', because: 'not-found', reason: '查无此户' },
  noConsent: { act: 'remove', because: 'no-consent', reason: '本人不同意' },
};

/** What became of those who were to be given something, and got nothing. */
const SWEPT: Readonly<Partial<Record<Fate, OfficeAct>>> = {
  refuses: { act: 'explain', because: 'refused', reason: '本人不愿领取' },
  diedBefore: { act: 'remove', because: 'deceased', reason: '发放前已去世' },
};

/** Whom a bank is not asked to pay. */
const UNPAID: Readonly<Partial<Record<Fate, OfficeAct>>> = {
  refuses: { act: 'remove', because: 'withdrawn', reason: '本人不愿领取' },
  diedBefore: { act: 'remove', because: 'deceased', reason: '发放前已去世' },
};
