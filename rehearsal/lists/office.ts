import { z } from 'zod';
import type { Instant } from '../../domain/instant';
import type { OutReason, RowState } from '../../domain/list/row-life';
import type { Step } from '../../domain/list/steps';
import { call, unexpected } from '../people/visitor';

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

/** What an officer does with rows. */
export type OfficeAct =
  | { act: 'do'; step: Step }
  | { act: 'remove'; because: OutReason; reason: string }
  | { act: 'return'; reason: string; due: Instant };

/** The officers of a campaign, who act through the API. */
export interface Office {
  /** Gives units their slots (分配表). */
  giveQuotas(list: string, quotas: readonly SlotsGiven[]): Promise<void>;
  /** @returns the rows of a list whose last step is this one, in the order of their units */
  rows(list: string, filter: { step: Step; state: RowState }): Promise<RowMet[]>;
  /** Does the same with rows, all or nothing. @param submission a key of the act (UUID) */
  decide(list: string, decision: OfficeAct, rows: readonly RowMet[], submission: string): Promise<void>;
}

/** Rows of a page, and of one decision. */
const PAGE = 500;

const page = z.object({
  rows: z.array(z.object({ id: z.number(), unit: z.string(), version: z.number() })),
  more: z.boolean(),
});

export function createOffice({ url, token }: OfficeDoor, campaign: string): Office {
  async function ask<Answer>(path: string, answer: z.ZodType<Answer>, body?: object): Promise<Answer> {
    const response = await call(new URL(`/api/campaigns/${campaign}/lists/${path}`, url), {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await unexpected(`as an officer (${path})`, response);
    return answer.parse(await response.json());
  }

  return {
    async giveQuotas(list, quotas) {
      await ask(`${list}/quotas`, z.object({ changed: z.number() }), { quotas, reason: '分配表' });
    },

    async rows(list, filter) {
      const found: RowMet[] = [];
      for (;;) {
        const last = found.at(-1);
        const query = new URLSearchParams({
          ...filter,
          limit: String(PAGE),
          ...(last && { after: `${last.unit}:${last.id}` }),
        });
        const { rows, more } = await ask(`${list}/rows?${query}`, page);
        found.push(...rows);
        if (!more || rows.length === 0) return found;
      }
    },

    async decide(list, decision, rows, submission) {
      const seen = rows.map(({ id, version }) => ({ id, version }));
      await ask(`${list}/decide`, z.object({ receipt: z.string() }), { submission, decision, rows: seen });
    },
  };
}
