import { itemsOf, MONEY } from '../../../domain/ledger/items';
import { missingFrom, type Places } from '../../../domain/ledger/reconciliation';
import type { Names } from '../../figures/names';
import type { ReportContent } from '../content';
import { ledgerPage } from '../pages';
import { type Cell, type Column, fen, linked, type Table, withoutEmptyColumns } from '../table';
import type { Word } from '../texts';

/** How a campaign names what it counts, and writes its quantities. */
export function measures({ campaign: { definition } }: ReportContent, { say }: Names) {
  const items = new Map(itemsOf(definition).map((item) => [item.id, item]));
  return {
    purse: (id: string) => say(definition.purses?.[id]?.name ?? { 'zh-CN': id }),
    item: (id: string) => {
      const item = items.get(id);
      // Money is counted in fen and written in yuan.
      const unit = id === MONEY ? { 'zh-CN': '元', en: 'yuan' } : item?.unit;
      return say(item?.name ?? { 'zh-CN': id }) + (unit ? `（${say(unit)}）` : '');
    },
    quantity: (id: string, quantity: number): Cell => (id === MONEY ? fen(quantity) : quantity),
    /** Where most are none: 0.00 all over a page hides what there is. */
    some: (id: string, quantity: number): Cell => (quantity === 0 ? null : id === MONEY ? fen(quantity) : quantity),
  };
}

export const columnsOf = ({ word }: Names, widths: readonly (readonly [Word, number])[]): Column[] =>
  widths.map(([name, width]) => ({ label: word(name), width }));

const WHERE = [
  'raisedInAll',
  'promised',
  'worth',
  'allocated',
  'entitled',
  'deliveredGoods',
  'inStores',
  'onTheWay',
  'spent',
  'lost',
  'givenBack',
  'difference',
] as const;

/** What was raised, what of it was allocated and delivered, and where the rest is: by purse and item. */
export function ledgerTable(content: ReportContent, names: Names): Table {
  const { ledger, campaign } = content;
  const { purse, item, some } = measures(content, names);
  const { scope } = campaign.plan;
  const cells = (one: Places): Cell[] => {
    const isThis = (line: { item: string; purse: string }) => line.item === one.item && line.purse === one.purse;
    const allocated = (ledger?.parts ?? [])
      .filter((part) => isThis(part) && part.region !== scope)
      .reduce((sum, { into }) => sum + into, 0);
    const planned = ledger?.whole.find(isThis)?.planned ?? 0;
    // A column without anything is left out: seldom is something lost, spent or given back.
    const of = (count: number) => some(one.item, count);
    const worth = one.item === MONEY ? null : fen(one.valueFen);
    return [
      ...[
        linked(purse(one.purse), ledgerPage(campaign)),
        item(one.item),
        of(one.came),
        of(one.promised),
        worth,
        of(allocated),
        of(planned),
      ],
      ...[of(one.rows), of(one.stores), of(one.ways), of(one.spent), of(one.lost), of(one.back), of(missingFrom(one))],
    ];
  };
  return withoutEmptyColumns({
    title: names.word('ledger'),
    columns: columnsOf(names, [['purse', 16], ['item', 16], ...WHERE.map((name) => [name, 12] as const)]),
    rows: (ledger?.places ?? []).map(cells),
  });
}

/** The stores of each level: what came, what was passed on and handed over, and what is there. */
export function ledgerLevelsTable(content: ReportContent, names: Names): Table {
  const { purse, item, some } = measures(content, names);
  return withoutEmptyColumns({
    title: names.word('ledgerLevels'),
    columns: columnsOf(names, [
      ...([
        ['level', 10],
        ['purse', 16],
        ['item', 16],
        ['cameIn', 12],
        ['cameFromOffices', 12],
      ] as const),
      ...([
        ['wentToOffices', 12],
        ['deliveredGoods', 12],
        ['broughtBack', 12],
        ['leftStores', 12],
        ['inStores', 12],
      ] as const),
    ]),
    rows: (content.ledger?.levels ?? []).map(({ kind, ...one }) => {
      const of = (count: number) => some(one.item, count);
      return [
        ...[
          names.kind(kind),
          linked(purse(one.purse), ledgerPage(content.campaign)),
          item(one.item),
          of(one.came),
          of(one.into),
          of(one.outOf),
        ],
        ...[of(one.delivered), of(one.broughtBack), of(one.left), of(one.stores)],
      ];
    }),
  });
}

/** The regions right below the scope: what came to each, what its rows are due, and what they have. */
export function ledgerRegionsTable(content: ReportContent, names: Names): Table {
  const { purse, item, some } = measures(content, names);
  return withoutEmptyColumns({
    title: names.word('ledgerRegions'),
    columns: columnsOf(names, [
      ...([
        ['region', 14],
        ['purse', 16],
        ['item', 16],
        ['cameIn', 12],
        ['cameFromOffices', 12],
      ] as const),
      ...([
        ['wentToOffices', 12],
        ['entitled', 12],
        ['deliveredGoods', 12],
        ['undelivered', 12],
      ] as const),
      ...([
        ['inStores', 12],
        ['onTheWay', 12],
      ] as const),
    ]),
    rows: (content.ledger?.parts ?? []).map((one) => {
      const of = (count: number) => some(one.item, count);
      const undelivered = Object.values(one.undelivered).reduce((sum, count) => sum + count, 0);
      return [
        ...[
          one.name,
          linked(purse(one.purse), ledgerPage(content.campaign)),
          item(one.item),
          of(one.came),
          of(one.into),
          of(one.outOf),
        ],
        ...[of(one.planned), of(one.delivered), of(undelivered), of(one.stores), of(one.ways)],
      ];
    }),
  });
}
