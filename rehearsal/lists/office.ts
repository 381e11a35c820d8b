import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { compare } from '../../domain/compare';
import type { UndeliveredReason } from '../../domain/ledger/undelivered';
import type { ToldBy } from '../../domain/list/list-names';
import type { PairDeed } from '../../domain/list/pairs/deed-kinds';
import type { OutReason, RowState } from '../../domain/list/row-life';
import type { Step } from '../../domain/list/steps';
import { inParallel } from '../people/in-parallel';
import { call, saysDone, unexpected } from '../people/visitor';

/** The console as an officer reaches it: its address, and the token of a program that may do everything. */
export interface OfficeDoor {
  url: string;
  token: string;
}

/** Slots of one unit and category. */
export interface SlotsGiven {
  unit: string;
  category: string;
  slots: number;
}

/** A row as an officer sees it, masked. */
export interface RowMet {
  id: number;
  unit: string;
  version: number;
}

/** A case as an officer sees it; no person is in it. */
export interface CaseMet {
  id: number;
  /** Number of the row. */
  entry: number | null;
  /** Code of the place that it is about. */
  region: string;
  workflowId: string;
}

/** A post of a unit that helps. */
export interface HelperPost {
  unit: string;
  post: string;
}

/** What hangs in one village. */
export interface PostingMet {
  id: number;
  region: string;
  address: string;
}

/** What an officer does with rows. */
export type OfficeAct =
  | { act: 'do'; step: Step; told?: ToldBy; helps?: readonly string[] }
  | { act: 'remove'; because: OutReason; reason: string }
  | { act: 'return'; reason: string; workingDays: number }
  | { act: 'move'; to: string; reason: string }
  | { act: 'hold'; reason: string }
  | { act: 'release' }
  | { act: 'explain'; because: UndeliveredReason; reason: string }
  | { act: 'raise'; cash: number; goods: readonly GoodsRaised[]; reason: string };

/** Goods that a row gets beyond its standard. */
export interface GoodsRaised {
  item: string;
  purse: string;
  quantity: number;
}

/** The officers of a campaign, who act through the API. */
export interface Office {
  /** Gives units their slots (分配表). */
  giveQuotas(list: string, quotas: readonly SlotsGiven[]): Promise<void>;
  /** @returns the rows of a list whose last step is this one, in any order */
  rows(list: string, filter: { step: Step; state: RowState }): Promise<RowMet[]>;
  /** Does the same with rows, all or nothing. @param submission a key of the act (UUID) */
  decide(list: string, decision: OfficeAct, rows: readonly RowMet[], submission: string): Promise<void>;
  /** @returns the rows of a list with the person of this ID number */
  find(list: string, idNumber: string): Promise<RowMet[]>;
  /** @returns the cases of a kind that a region is asked about now */
  casesAsked(kind: string, region: string): Promise<CaseMet[]>;
  /** @returns the posts that can help somebody of a list of pairs, at most fifty */
  helpers(list: string): Promise<HelperPost[]>;
  /** Gives rows their helpers, all or nothing. @param submission a key of the act (UUID) */
  pair(list: string, pairs: readonly { row: number; helper: HelperPost }[], submission: string): Promise<void>;
  /** Enters what the helper of a row has told. */
  enterDeed(
    list: string,
    row: number,
    deed: { deed: string; kind: PairDeed; answers: Readonly<Record<string, string | number>> },
  ): Promise<void>;
  /** Answers a case for its region. */
  answerCase(id: number, answer: { outcome: string; reason: string }): Promise<void>;
  /** Hands in the report of a unit that has telephoned. @param submission a key of the act (UUID) */
  report(
    place: { key: string; unit: string },
    figures: Readonly<Record<string, string>>,
    submission: string,
  ): Promise<void>;
  /** Posts a list in all villages of a region. */
  post(list: string, region: string): Promise<void>;
  /** @returns the postings of a list with the addresses of their pages, in the order of their villages */
  postings(list: string): Promise<PostingMet[]>;
  /** @returns the sheet of a posting as it is printed (HTML) */
  sheet(posting: number): Promise<string>;
}

const row = z.object({ id: z.number(), unit: z.string(), version: z.number() });
const page = z.object({
  rows: z.array(row),
  more: z.object({ after: z.boolean() }),
});

const cases = z.object({
  cases: z.array(z.object({ id: z.number(), assigneeCode: z.string(), state: z.string() })),
});
const caseMet = z.object({ id: z.number(), entry: z.number().nullable(), region: z.string(), workflowId: z.string() });

const helperPosts = z.object({ helpers: z.array(z.object({ unit: z.string(), post: z.string() })) });

const board = z.object({ postings: z.array(z.object({ id: z.number() })) });
const posting = z.object({ id: z.number(), region: z.string(), address: z.string() });

/** Questions that an office has open at the same time: the console refuses whoever asks too much at once. */
const AT_A_TIME = 8;

export function createOffice({ url, token }: OfficeDoor, campaign: string): Office {
  const ofLists = <Answer>(path: string, answer: z.ZodType<Answer>, body?: object) =>
    ask(`campaigns/${campaign}/lists/${path}`, answer, body);

  const ask = async <Answer>(path: string, answer: z.ZodType<Answer>, body?: object): Promise<Answer> =>
    answer.parse(await (await open(path, body)).json());

  async function open(path: string, body?: object, accept = 'application/json', key?: string): Promise<Response> {
    const response = await call(new URL(`/api/${path}`, url), {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        accept,
        ...(body && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok && !(await saysDone(response))) throw await unexpected(`as an officer (${path})`, response);
    return response;
  }

  return {
    async giveQuotas(list, quotas) {
      await ofLists(`${list}/quotas`, z.object({ changed: z.number() }), { quotas, reason: '分配表' });
    },

    async rows(list, filter) {
      const found: RowMet[] = [];
      for (;;) {
        const last = found.at(-1);
        const query = new URLSearchParams({
          ...filter,
          ...(last && { after: String(last.id) }),
        });
        const { rows, more } = await ofLists(`${list}/rows?${query}`, page);
        found.push(...rows);
        if (!more.after || rows.length === 0) return found;
      }
    },

    async decide(list, decision, rows, submission) {
      const seen = rows.map(({ id, version }) => ({ id, version }));
      await ofLists(`${list}/rows/decide`, z.object({ receipt: z.string() }), {
        submission,
        decision,
        meant: { rows: seen },
      });
    },

    async find(list, words) {
      return (await ofLists(`${list}/rows/find`, z.object({ rows: z.array(row) }), { words })).rows;
    },

    async casesAsked(kind, region) {
      const query = new URLSearchParams({ campaign, kind, region, limit: '200' });
      const found = (await ask(`cases?${query}`, cases)).cases.filter(
        ({ assigneeCode, state }) => assigneeCode === region && state === 'asked',
      );
      return Promise.all(found.map(({ id }) => ask(`cases/${id}`, caseMet)));
    },

    async helpers(list) {
      return (await ofLists(`${list}/pairs/helpers?words=`, helperPosts)).helpers;
    },

    async pair(list, pairs, submission) {
      await ofLists(`${list}/pairs`, z.object({ rows: z.number() }), { submission, pairs });
    },

    async enterDeed(list, row, deed) {
      await ofLists(`${list}/pairs/${row}/deeds`, z.object({ receipt: z.string() }), deed);
    },

    async answerCase(id, answer) {
      await (await open(`cases/${id}/answer`, answer)).arrayBuffer();
    },

    async report({ key, unit }, figures, submission) {
      const path = `campaigns/${campaign}/rounds/${encodeURIComponent(key)}/units/${unit}/report`;
      await (await open(path, { figures }, undefined, submission)).arrayBuffer();
    },

    async post(list, region) {
      await ask('postings', z.object({ postings: z.number() }), {
        ...{ campaign, list, region },
        submission: randomUUID(),
      });
    },

    async postings(list) {
      const { postings } = await ask(`postings?${new URLSearchParams({ campaign, list, limit: '200' })}`, board);
      const found = await inParallel(AT_A_TIME, postings, ({ id }) => ask(`postings/${id}`, posting));
      return found.sort((one, other) => compare(one.region, other.region));
    },

    sheet: async (id) => (await open(`postings/${id}/sheet`, undefined, 'text/html')).text(),
  };
}
