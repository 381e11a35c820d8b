/** A region of the register for the pure code: without persons, phone numbers and addresses. */
export interface RegionView {
  /** The organisation's own code. */
  code: string;
  /** Code of the superior region; null at the top of a tree. */
  parent: string | null;
  /** For example county, township, village, unit. */
  kind: string;
  /** Place name. */
  name: string;
  /** 1 at the top of a tree. */
  level: number;
  /** The organisation's own words for some of its regions: publicity, volunteers. */
  tags?: readonly string[];
}

/**
 * The units of an ask: the regions of a kind; optionally only some of them, or those with one of the tags, without
 * those that a tag leaves out.
 */
export interface UnitsAsked {
  of: string;
  /** Codes. */
  only?: readonly string[];
  tagged?: readonly string[];
  /** Tags of units that are left out. */
  except?: readonly string[];
}

/** The same as a definition has it. */
interface WrittenUnits {
  of: string;
  only?: readonly string[] | undefined;
  tagged?: readonly string[] | undefined;
  except?: readonly string[] | undefined;
}

/** @returns the units that an ask, or a round of a plan, is for */
export const askedBy = ({ of, only, tagged, except }: WrittenUnits): UnitsAsked => ({
  of,
  ...(only && { only }),
  ...(tagged && { tagged }),
  ...(except && { except }),
});

/** @returns whether an ask is for a region. */
export const isAsked = ({ of, only, tagged, except }: UnitsAsked, { code, kind, tags = [] }: RegionView): boolean =>
  kind === of &&
  (!only || only.includes(code)) &&
  (!tagged || tagged.some((tag) => tags.includes(tag))) &&
  !except?.some((tag) => tags.includes(tag));

/** The fields that a walk through the tree needs; a row of a table or a whole region fits. */
type Node = Pick<RegionView, 'code' | 'parent'>;

/** Regions by code, and the regions directly below each, in the given order. */
export interface RegionTree<R extends Node = RegionView> {
  byCode: ReadonlyMap<string, R>;
  /** Regions without a superior among the given regions. */
  tops: readonly R[];
  /** @returns the regions directly below; none for a leaf or an unknown code. */
  childrenOf(code: string): readonly R[];
}

/** Indexes regions as a tree (or several); any order. Regions on a cycle are in `byCode` but below no top. */
export function regionTree<R extends Node>(regions: readonly R[]): RegionTree<R> {
  const byCode = new Map(regions.map((region) => [region.code, region]));
  const children = new Map<string, R[]>();
  const tops: R[] = [];
  for (const region of regions) {
    if (region.parent === null || !byCode.has(region.parent)) {
      tops.push(region);
      continue;
    }
    const siblings = children.get(region.parent);
    if (siblings) siblings.push(region);
    else children.set(region.parent, [region]);
  }
  return { byCode, tops, childrenOf: (code) => children.get(code) ?? [] };
}

/** @returns the region and all regions below it, each superior before its own (depth first); empty when unknown. */
export function subtree<R extends Node>(tree: RegionTree<R>, code: string): R[] {
  const top = tree.byCode.get(code);
  const found: R[] = [];
  const open: R[] = top ? [top] : [];
  for (let region = open.pop(); region; region = open.pop()) {
    found.push(region);
    for (const child of tree.childrenOf(region.code).toReversed()) open.push(child);
  }
  return found;
}

/** A region's position: its level (1 at the top) and the codes from the top down to it, each followed by `/`. */
export interface Place {
  level: number;
  path: string;
}

/** @returns the position of every region below a top; regions on a cycle, or below one, have none. */
export function places<R extends Node>(tree: RegionTree<R>): Map<string, Place> {
  const found = new Map<string, Place>();
  for (const top of tree.tops) {
    for (const { code, parent } of subtree(tree, top.code)) {
      const above = code === top.code || parent === null ? undefined : found.get(parent);
      found.set(code, { level: (above?.level ?? 0) + 1, path: `${above?.path ?? ''}${code}/` });
    }
  }
  return found;
}

/** @returns the codes of regions that are their own superior, directly or through others. */
export function cycles<R extends Node>(tree: RegionTree<R>): Set<string> {
  const placed = places(tree);
  const visited = new Set<string>();
  const circular = new Set<string>();
  for (const start of tree.byCode.keys()) {
    const walk: string[] = [];
    let code: string | null = start;
    while (code !== null && !placed.has(code) && !visited.has(code)) {
      visited.add(code);
      walk.push(code);
      code = tree.byCode.get(code)?.parent ?? null;
    }
    // The walk has returned to one of its regions, where the cycle begins; earlier regions only hang below the cycle.
    const begin = code === null ? -1 : walk.indexOf(code);
    if (begin >= 0) for (const member of walk.slice(begin)) circular.add(member);
  }
  return circular;
}

/** @returns the region and its superiors, from itself to the top; stops before a cycle repeats. */
export function lineage<R extends Node>(tree: RegionTree<R>, code: string): R[] {
  const line: R[] = [];
  const seen = new Set<string>();
  let region = tree.byCode.get(code);
  while (region && !seen.has(region.code)) {
    seen.add(region.code);
    line.push(region);
    region = region.parent === null ? undefined : tree.byCode.get(region.parent);
  }
  return line;
}
