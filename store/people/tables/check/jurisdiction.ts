import { type Sentence, sentence } from '../../../../domain/text/refusal';
import type { RegionRow } from '../rows';
import { textOf } from '../table';
import type { Sheets } from './check';
import { codeIn } from './check-rows';
import type { Concerned } from './concerned';
import type { BadCell } from './flaw';

/**
 * Checks tables by the place of regions *in the register*, never in the tables. Otherwise a table could take over a
 * foreign region by listing it below an own one. An importer for a part of the tree
 * - lists only regions of that part, each below its present superior,
 * - and new ones below a region of that part, or below such a new one,
 * - and names contacts of these alone.
 * @returns every cell outside; empty for an importer of the whole register
 */
export function cellsBeyond(sheets: Sheets, { regions, own }: Concerned): BadCell[] {
  if (own === null) return [];
  const stored = new Map<string, RegionRow>(regions.map((region) => [region.code, region]));
  const listed = sheets.regions.rows.map(({ row, cells }) => ({
    row,
    code: codeIn(cells.code),
    parent: codeIn(cells.parent),
  }));
  const anchored = anchoredBelow(
    own,
    listed.filter(({ code }) => !stored.has(code)),
  );
  const inRegions = listed.flatMap(({ row, code, parent }) => {
    const beyond = (column: 'code' | 'parent', why: Sentence): BadCell[] => [
      sheets.regions.locate({ row, column, value: column === 'code' ? code : parent, ...why }),
    ];
    const there = stored.get(code);
    if (there && !own.has(code)) return beyond('code', sentence('code-beyond'));
    if (there) return (there.parent ?? '') === parent ? [] : beyond('parent', sentence('parent-kept'));
    if (anchored.has(code)) return [];
    return beyond('parent', parent === '' ? sentence('top-beyond') : sentence('parent-unknown'));
  });
  const inContacts = sheets.contacts.rows.flatMap(({ row, cells }) => {
    const code = codeIn(cells.region);
    if (!stored.has(code) || own.has(code)) return [];
    return [
      sheets.contacts.locate({ row, column: 'region', value: textOf(cells.region), ...sentence('region-unknown') }),
    ];
  });
  return [...kindCells(sheets), ...inRegions, ...inContacts];
}

/** The kinds belong to the whole register. */
const kindCells = ({ kinds }: Sheets): BadCell[] =>
  kinds.rows.map(({ row, cells }) =>
    kinds.locate({ row, column: 'kindCode', value: textOf(cells.kindCode), ...sentence('kinds-beyond') }),
  );

/** @returns the new regions that are, directly or through other new ones, below an own region. */
function anchoredBelow(own: ReadonlySet<string>, added: readonly { code: string; parent: string }[]): Set<string> {
  const below = new Map<string, string[]>();
  for (const { code, parent } of added) {
    const siblings = below.get(parent);
    if (siblings) siblings.push(code);
    else below.set(parent, [code]);
  }
  const anchored = new Set<string>();
  const open = [...below.keys()].filter((parent) => own.has(parent));
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    for (const code of below.get(parent) ?? []) {
      if (anchored.has(code)) continue;
      anchored.add(code);
      open.push(code);
    }
  }
  return anchored;
}
