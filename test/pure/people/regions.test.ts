import fc from 'fast-check';
import { cycles, lineage, places, regionTree, subtree } from '../../../domain/people/regions';

type Link = { code: string; parent: string | null };

/** Any graph in which each region has at most one superior: trees, forests, cycles, missing superiors. */
const links = fc
  .integer({ min: 1, max: 25 })
  .chain((count) =>
    fc
      .array(fc.option(fc.integer({ min: 0, max: count + 2 })), { minLength: count, maxLength: count })
      .map((parents) =>
        parents.map((parent, index): Link => ({ code: `r${index}`, parent: parent === null ? null : `r${parent}` })),
      ),
  );

/** True if the chain of superiors leads back to its start: the definition, followed step by step. */
function leadsBack(byCode: ReadonlyMap<string, Link>, start: Link): boolean {
  let at = start.parent;
  for (let step = 0; step <= byCode.size && at !== null; step += 1) {
    if (at === start.code) return true;
    at = byCode.get(at)?.parent ?? null;
  }
  return false;
}

describe('the tree of regions', () => {
  it('calls circular exactly those regions whose superiors lead back to them', () => {
    fc.assert(
      fc.property(links, (given) => {
        const tree = regionTree(given);
        const expected = given.filter((region) => leadsBack(tree.byCode, region)).map(({ code }) => code);
        expect([...cycles(tree)].sort()).toEqual(expected.sort());
      }),
    );
  });

  it('places every region one level below its superior, and its path extends that of the superior', () => {
    fc.assert(
      fc.property(links, (given) => {
        const tree = regionTree(given);
        const placed = places(tree);
        for (const region of given) {
          const place = placed.get(region.code);
          if (!place) continue;
          const above = region.parent === null ? undefined : placed.get(region.parent);
          expect(place).toEqual({ level: (above?.level ?? 0) + 1, path: `${above?.path ?? ''}${region.code}/` });
          expect(lineage(tree, region.code)).toHaveLength(place.level);
        }
      }),
    );
  });

  it('lists each region of a subtree once, superiors first, siblings in the order given', () => {
    const tree = regionTree([
      { code: 'county', parent: null },
      { code: 'east', parent: 'county' },
      { code: 'west', parent: 'county' },
      { code: 'west-2', parent: 'west' },
      { code: 'east-1', parent: 'east' },
      { code: 'west-1', parent: 'west' },
    ]);
    expect(subtree(tree, 'county').map(({ code }) => code)).toEqual([
      'county',
      'east',
      'east-1',
      'west',
      'west-2',
      'west-1',
    ]);
    expect(subtree(tree, 'nowhere')).toEqual([]);
  });
});
