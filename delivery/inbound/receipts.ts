import type { Sql } from '../../store/db/db';
import type { Receipt } from '../../store/message/outbox/settlement';
import { applyReceiptRows, cameTooEarly } from '../../store/message/outbox/settling';
import type { PushedBy } from '../../store/message/pushed-by';
import { MAX_ATTEMPTS } from '../engine/retry';
import { countReceipt } from '../metrics';

/**
 * Applies receipts in any order and any number: the table of states decides about late, early, duplicate and
 * contradictory ones.
 * @returns how many messages changed their state
 */
export async function applyReceipts(sql: Sql, receipts: readonly Receipt[], by: PushedBy): Promise<number> {
  for (const receipt of receipts) countReceipt(receipt);
  let changed = 0;
  for (const layer of inLayers(receipts)) changed += await applyReceiptRows(sql, layer, { by, attempts: MAX_ATTEMPTS });
  return changed;
}

/**
 * Like {@link applyReceipts}, for receipts that a provider pushed.
 * @throws Error when a receipt came before the answer to its submission, so that the provider pushes it again
 */
export async function takeReceipts(sql: Sql, pushed: readonly Receipt[], by: PushedBy): Promise<void> {
  // Checked first: otherwise an answer that is stored while the receipts are applied would hide an early one.
  const early = await cameTooEarly(sql, pushed);
  await applyReceipts(sql, pushed, by);
  if (early) throw new Error('A receipt outran the answer to its submission; the provider pushes it again');
}

/** One statement can update a row only once, so the second receipt of a message goes into the next layer. */
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
