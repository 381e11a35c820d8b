import { type Sentence, sentence } from '../text/refusal';
import { MOST_KINDS, plainWord, type RegionKind } from './region-kinds';

/**
 * @param kinds kinds of the register, perhaps with this one
 * @returns the reason why the kind cannot be added or changed, and its field; null if it can
 */
export function kindRefusal(
  { code, name }: Pick<RegionKind, 'code' | 'name'>,
  kinds: readonly RegionKind[],
): { part: 'code' | 'zh-CN' | 'en'; said: Sentence } | null {
  const others = kinds.filter((kind) => kind.code !== code);
  const isNew = others.length === kinds.length;
  if (isNew && others.length >= MOST_KINDS)
    return { part: 'code', said: sentence('too-many-kinds', { most: MOST_KINDS }) };
  for (const part of ['zh-CN', 'en'] as const) {
    const word = plainWord(name[part]);
    const other = others.find((kind) =>
      [kind.code, kind.name['zh-CN'], kind.name.en].some((one) => plainWord(one) === word),
    );
    if (other) return { part, said: sentence('kind-name-taken', { code: other.code }) };
  }
  return null;
}
