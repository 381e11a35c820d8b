import type { Sql } from '../register/db';
import { applyReceiptRows, cameTooEarly, type Receipt } from '../register/settling';
import { PLATFORMS } from './channels/sms/platforms';
import type { PushFormat } from './channels/sms/provider';
import { countReceipt } from './metrics';
import { MAX_ATTEMPTS } from './retry';

/**
 * Takes receipts in any order and any number: late, early, duplicate and contradictory ones are held against the
 * table of states.
 * @returns how many messages changed their state
 */
export async function applyReceipts(sql: Sql, receipts: readonly Receipt[]): Promise<number> {
  for (const receipt of receipts) countReceipt(receipt);
  let changed = 0;
  for (const layer of inLayers(receipts)) changed += await applyReceiptRows(sql, layer, MAX_ATTEMPTS);
  return changed;
}

/**
 * As {@link applyReceipts}, for what a provider pushed.
 * @throws Error when one of them has to come again, since it outran the answer to its submission
 */
export async function takeReceipts(sql: Sql, pushed: readonly Receipt[]): Promise<void> {
  // Looked at first: what is written down while they are applied would seem to have been there.
  const early = await cameTooEarly(sql, pushed);
  await applyReceipts(sql, pushed);
  if (early) throw new Error('A receipt outran the answer to its submission; the provider pushes it again');
}

/** One statement can move a row only once: the second receipt of a message goes into the next layer. */
function inLayers(receipts: readonly Receipt[]): Receipt[][] {
  const layers: Receipt[][] = [];
  const seen = new Map<string, number>();
  for (const receipt of receipts) {
    const key = receipt.message === null ? receipt.ref : `m-${receipt.message}`;
    const depth = seen.get(key) ?? 0;
    seen.set(key, depth + 1);
    const layer = layers[depth];
    if (layer) layer.push(receipt);
    else layers.push([receipt]);
  }
  return layers;
}

/**
 * What the console calls when a provider pushes receipts: by the provider's name, a function from the body to the
 * answer that the provider wants. It throws when they could not be read or kept, so that they come again.
 */
export const receiptHooks = (sql: Sql): Record<string, Hook> =>
  Object.fromEntries(
    Object.entries(PLATFORMS).flatMap(([name, { receipts }]) => {
      if (!receipts) return [];
      const hook: Hook = async (body, request) => {
        await takeReceipts(sql, receipts.parse(body, request));
        return receipts.answer;
      };
      return [[name, hook]];
    }),
  );

/** Takes what a provider pushed. @returns what it wants to hear */
export type Hook = (body: unknown, request: PushRequest) => Promise<object | string>;
export type PushRequest = Parameters<PushFormat<unknown>['parse']>[1];
