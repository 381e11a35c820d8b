import { z } from 'zod';
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

/** The officers of a campaign, who act through the API. */
export interface Office {
  /** Gives units their slots (分配表). */
  giveQuotas(list: string, quotas: readonly SlotsGiven[]): Promise<void>;
}

export function createOffice({ url, token }: OfficeDoor, campaign: string): Office {
  const of = (path: string) => new URL(`/api/campaigns/${campaign}/${path}`, url);

  async function post<Answer>(path: string, body: object, answer: z.ZodType<Answer>): Promise<Answer> {
    const response = await call(of(path), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw await unexpected(`deciding (${path})`, response);
    return answer.parse(await response.json());
  }

  return {
    async giveQuotas(list, quotas) {
      await post(`lists/${list}/quotas`, { quotas, reason: '分配表' }, z.object({ changed: z.number() }));
    },
  };
}
