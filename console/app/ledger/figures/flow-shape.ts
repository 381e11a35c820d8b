import type { Level } from '../../types';

/** Where something ends or passes through, on its way from who gave it to who needs it. */
export type Node =
  | 'raised'
  | 'allocated'
  | 'promised'
  | 'own'
  | 'ways'
  | 'stores'
  | 'delivered'
  | 'spent'
  | 'lost'
  | 'back';

/** So much of something that goes from one node to the other. Whole units; fen for money. */
export interface Band {
  from: 'raised' | 'allocated';
  to: Exclude<Node, 'raised'>;
  quantity: number;
}

type Sums = Pick<Level, 'promised' | 'stores' | 'ways' | 'rows' | 'spent' | 'lost' | 'back'>;

const NOTHING: Sums = { promised: 0, stores: 0, ways: 0, rows: 0, spent: 0, lost: 0, back: 0 };

/**
 * What lies with the region's own office stays there; all else was allocated to the regions below.
 * @param whole the region, for one item of a purse @param own the same of its own office; null when nothing was there
 * @returns bands from raised to its ends, those of 0 left out; what leaves a node is what has come to it
 */
export function bandsOf(whole: Sums, own: Sums | null): Band[] {
  const here = own ?? NOTHING;
  const below = (of: keyof Sums): number => whole[of] - here[of];
  const bands: Band[] = [
    { from: 'allocated', to: 'delivered', quantity: below('rows') },
    { from: 'allocated', to: 'stores', quantity: below('stores') },
    { from: 'allocated', to: 'ways', quantity: below('ways') },
    { from: 'allocated', to: 'promised', quantity: below('promised') },
    ...(['spent', 'lost', 'back'] as const).map((to) => ({ from: 'allocated' as const, to, quantity: below(to) })),
  ];
  const allocated = bands.reduce((sum, { quantity }) => sum + quantity, 0);
  return [
    { from: 'raised' as const, to: 'allocated' as const, quantity: allocated },
    { from: 'raised' as const, to: 'delivered' as const, quantity: here.rows },
    { from: 'raised' as const, to: 'own' as const, quantity: here.stores },
    { from: 'raised' as const, to: 'ways' as const, quantity: here.ways },
    { from: 'raised' as const, to: 'promised' as const, quantity: here.promised },
    ...(['spent', 'lost', 'back'] as const).map((to) => ({ from: 'raised' as const, to, quantity: here[to] })),
    ...bands,
  ].filter(({ quantity }) => quantity > 0);
}

/** A node as it is drawn; lengths in pixels. */
export interface Box {
  node: Node;
  quantity: number;
  x: number;
  y: number;
  height: number;
}

/** A band as it is drawn: from the right of one box to the left of another. */
export interface Ribbon extends Band {
  fromY: number;
  toY: number;
  width: number;
}

export interface Drawing {
  boxes: Box[];
  ribbons: Ribbon[];
  height: number;
}

/** Height of all that was raised, and the least room of a node: two lines of letters. */
const TALL = 180;
const ROOM = 40;
const GAP = 8;
const THINNEST = 1.5;
const ENDS: readonly Node[] = ['own', 'delivered', 'stores', 'ways', 'promised', 'spent', 'lost', 'back'];

/** @returns the nodes of the three columns: what comes straight from what was raised ends beside what was allocated */
function columnsOf(bands: readonly Band[]): readonly (readonly Node[])[] {
  const isAllocated = (node: Node): boolean => bands.some(({ from, to }) => from === 'allocated' && to === node);
  return [['raised'], ['allocated', ...ENDS.filter((node) => !isAllocated(node))], ENDS.filter(isAllocated)];
}

/**
 * @param columns where each of the three columns begins, from the left, in pixels
 * @returns places of the nodes that have something, and of the bands between them
 */
export function drawingOf(bands: readonly Band[], columns: readonly [number, number, number]): Drawing {
  const raised = sum(bands.filter(({ from }) => from === 'raised'));
  const scale = raised > 0 ? TALL / raised : 0;
  const sizeOf = (node: Node): number => (node === 'raised' ? raised : sum(bands.filter(({ to }) => to === node)));
  const boxes = columnsOf(bands).flatMap((nodes, column): Box[] => {
    let y = 0;
    return nodes.flatMap((node) => {
      const quantity = sizeOf(node);
      if (quantity === 0) return [];
      const height = Math.max(quantity * scale, THINNEST);
      const box = { node, quantity, x: columns[column] ?? 0, y, height };
      y += Math.max(height, ROOM) + GAP;
      return [box];
    });
  });
  const begun = new Map(boxes.map(({ node, y }) => [node, { out: y, into: y }]));
  const ribbons = bands.map((band): Ribbon => {
    const [from, to] = [begun.get(band.from), begun.get(band.to)];
    const width = Math.max(band.quantity * scale, THINNEST);
    const ribbon = { ...band, fromY: from?.out ?? 0, toY: to?.into ?? 0, width };
    if (from) from.out += band.quantity * scale;
    if (to) to.into += band.quantity * scale;
    return ribbon;
  });
  const height = Math.max(0, ...boxes.map((box) => box.y + Math.max(box.height, ROOM)));
  return { boxes, ribbons, height };
}

const sum = (bands: readonly Band[]): number => bands.reduce((all, { quantity }) => all + quantity, 0);
