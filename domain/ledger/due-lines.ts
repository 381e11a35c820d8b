import type { Text } from '../campaign/definition/words';
import type { Entitled } from '../list/entitled';
import { MONEY, MONEY_ITEM } from './items';

/** One kind of thing that is still to be handed over to a row, as who hands it over reads it. */
export interface DueLine {
  /** The item of the catalogue; null where the campaign keeps no accounts of it. */
  item: string | null;
  isMoney: boolean;
  name: Text;
  unit: Text;
  /** Units; fen for money. */
  quantity: number;
}

/**
 * @param entitled what the row is entitled to; lines that lower it are taken off
 * @param given what lies with it already
 * @returns what is still due to it, money first, whatever purse pays
 */
export function dueLines(
  entitled: readonly Entitled[],
  given: readonly { item: string; quantity: number }[],
): DueLine[] {
  const cash = entitled.map(
    ({ cash: quantity, purse }): DueLine => ({
      ...{ item: purse === undefined ? null : MONEY, isMoney: true, quantity },
      ...{ name: MONEY_ITEM.name, unit: MONEY_ITEM.unit },
    }),
  );
  const goods = entitled.flatMap((one) =>
    one.goods.map(
      ({ item = null, ...goods }): DueLine => ({
        ...{ item, isMoney: false },
        ...{ name: goods.name, unit: goods.unit, quantity: goods.quantity },
      }),
    ),
  );
  const lines = new Map<string, DueLine>();
  for (const line of [...cash, ...goods]) {
    const key = line.item ?? line.name['zh-CN'];
    lines.set(key, { ...line, quantity: (lines.get(key)?.quantity ?? 0) + line.quantity });
  }
  for (const { item, quantity } of given) {
    const line = lines.get(item);
    if (line) line.quantity -= quantity;
  }
  return [...lines.values()].filter(({ quantity }) => quantity > 0);
}
