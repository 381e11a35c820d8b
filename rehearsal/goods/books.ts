import { z } from 'zod';
import type { Instant } from '../../domain/instant';
import type { OfficeDoor } from '../lists/office';
import { call, saysDone, unexpected } from '../people/visitor';
import type { Gift, Purchase } from './gifts';
import type { Need } from './needs';

/** A dispatch note, as its receiver knows it. */
export interface Note {
  dispatch: number;
  to: string;
  quantity: number;
}

/**
 * Whoever keeps the accounts of a campaign, through the API. Keys (UUIDs) make each act one, however often it is
 * sent.
 */
export interface Books {
  pledge(key: string, gift: Gift): Promise<void>;
  receive(key: string, gift: Gift): Promise<void>;
  receivePromised(key: string, gift: Gift): Promise<void>;
  /** Buys goods with the money of a store. */
  buy(key: string, at: string, bought: Purchase): Promise<void>;
  /** Divides it among the regions below by what rows there are entitled to. @returns the notes */
  allocate(key: string, need: Need, ends: { from: string; dueAt: Instant }): Promise<Note[]>;
  dispatch(key: string, need: Need, ends: { from: string; to: string; dueAt: Instant }): Promise<number>;
  /** @param last no more of it comes */
  arrive(key: string, dispatch: number, came: Pick<Need, 'item' | 'quantity'>, last: boolean): Promise<void>;
  /** @returns what warnings want sent of this and of nothing else, and nobody has confirmed, by number */
  drafts(of: Pick<Need, 'purse' | 'item'>): Promise<{ id: number; to: string }[]>;
  /** Makes a dispatch note of a draft. @returns its number */
  confirm(key: string, draft: number, sent: { from: string; goods: Pick<Need, 'item' | 'quantity'> }): Promise<number>;
  drop(draft: number, reason: string): Promise<void>;
  /**
   * Takes back all that lies with a row whose person had died before.
   * @param to code of the region whose store gets it
   */
  takeBack(key: string, row: number, to: string): Promise<void>;
  /** Proposes what late standards give: all that is free. @returns its number; null where it is set, or rows have it */
  proposeStandard(purse: string, unit: string | null): Promise<number | null>;
  confirmStandard(standard: number): Promise<void>;
  /** Writes off what was lost on the way. */
  lose(key: string, dispatch: number, need: Need, reason: string): Promise<void>;
}

/** Who was given something had died before. */
const DIED_BEFORE = { because: 'died-before', reason: '发放前已去世，家属退回' };

const posted = z.object({ receipt: z.string() });
const allocated = z.object({
  notes: z.array(z.object({ dispatch: z.number(), to: z.string(), quantity: z.number() })),
});
const proposed = z.object({ standard: z.number(), set: z.boolean() });
const standards = z.object({
  standards: z.array(
    z.object({
      purse: z.string(),
      unit: z.object({ code: z.string() }).nullable(),
      set: z.object({ id: z.number() }).nullable(),
    }),
  ),
});
const dispatched = z.object({ dispatch: z.number() });
const drafted = z.object({
  drafts: z.array(
    z.object({ id: z.number(), to: z.string(), purse: z.string(), goods: z.array(z.object({ item: z.string() })) }),
  ),
});

export function createBooks({ url, token }: OfficeDoor, campaign: string): Books {
  async function book<Answer>(path: string, body: object, answer: z.ZodType<Answer>): Promise<Answer> {
    const response = await call(new URL(`/api/campaigns/${campaign}/ledger/${path}`, url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok && !(await saysDone(response))) throw await unexpected(`that keeps the books (${path})`, response);
    return answer.parse(await response.json());
  }
  async function look<Answer>(path: string, answer: z.ZodType<Answer>): Promise<Answer> {
    const headers = { authorization: `Bearer ${token}` };
    const response = await call(new URL(`/api/campaigns/${campaign}/ledger/${path}`, url), { headers });
    if (!response.ok) throw await unexpected(`that looks into the books (${path})`, response);
    return answer.parse(await response.json());
  }
  const isSet = async (purse: string, of: string | null): Promise<boolean> =>
    (await look('standards', standards)).standards.find(
      ({ purse: one, unit }) => one === purse && (unit?.code ?? null) === of,
    )?.set !== null;
  const things = ({ item, quantity, valueFen }: Pick<Gift, 'item' | 'quantity' | 'valueFen'>) => [
    { item, quantity, ...(valueFen !== undefined && { valueFen }) },
  ];
  const given = (key: string, { from, to, purse, ...thing }: Gift) => ({ key, from, to, purse, things: things(thing) });

  return {
    pledge: async (key, gift) => void (await book('pledges', given(key, gift), posted)),
    receive: async (key, gift) => void (await book('receipts', given(key, gift), posted)),
    async receivePromised(key, { to, purse, item, quantity }) {
      await book('receipts/promised', { key, to, purse, things: [{ item, quantity }] }, posted);
    },
    async buy(key, at, { purse, item, quantity, pays }) {
      await book('purchases', { key, at, purse, pays, things: [{ item, quantity }] }, posted);
    },
    async proposeStandard(purse, unit) {
      if (await isSet(purse, unit)) return null;
      const { standard, set } = await book('standards', { purse, ...(unit && { unit }) }, proposed);
      return set ? null : standard;
    },
    confirmStandard: async (standard) => void (await book(`standards/${standard}/confirmation`, {}, proposed)),
    allocate: async (key, need, ends) => (await book('allocations', { key, ...need, ...ends }, allocated)).notes,
    async dispatch(key, { purse, item, quantity }, ends) {
      return (await book('dispatches', { key, purse, things: [{ item, quantity }], ...ends }, dispatched)).dispatch;
    },
    arrive: async (key, dispatch, { item, quantity }, last) =>
      void (await book(`dispatches/${dispatch}/arrivals`, { key, things: [{ item, quantity }], last }, posted)),
    drafts: async ({ purse, item }) =>
      (await look('drafts', drafted)).drafts.filter(
        (one) => one.purse === purse && one.goods.every((thing) => thing.item === item),
      ),
    async confirm(key, draft, { from, goods }) {
      return (await book(`drafts/${draft}/dispatch`, { key, from, goods: [goods] }, dispatched)).dispatch;
    },
    drop: async (draft, reason) => void (await book(`drafts/${draft}/drop`, { reason }, z.object({}))),
    takeBack: async (key, row, to) => void (await book(`rows/${row}/returns`, { key, to, ...DIED_BEFORE }, posted)),
    lose: async (key, dispatch, { purse, item, quantity }, reason) =>
      void (await book('losses', { key, where: { dispatch }, purse, things: [{ item, quantity }], reason }, posted)),
  };
}

const made = z.object({ token: z.string(), made: z.object({ id: z.number() }) });

/**
 * What the second hand of an office may do: to raise what another has fixed, and to write off what another has sent.
 */
const SECOND_HAND = ['see-lists', 'decide-rows', 'see-ledger', 'keep-ledger'];

/**
 * A second officer, because some acts need another hand than the one before: a token of its own for a day.
 * @returns the door, and how it is shut again
 */
export async function secondHand(
  door: OfficeDoor,
  campaign: string,
): Promise<{ door: OfficeDoor; end(): Promise<void> }> {
  const post = async (path: string, body?: object) => {
    const response = await call(new URL(`/api/tokens${path}`, door.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${door.token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await unexpected('that makes a token', response);
    return response.json();
  };
  const name = `${campaign.slice(0, 60)} ${Math.random().toString(36).slice(2, 10)}`;
  const { token, made: one } = made.parse(await post('', { name, verbs: SECOND_HAND, region: null, days: 1 }));
  return { door: { ...door, token }, end: async () => void (await post(`/${one.id}/revoke`)) };
}
