/** A villagers' group as people write it, with whatever stands before: 3组, 第三村民小组, 上湾自然村. Nothing after it is taken. */
const GROUP = /^[^\d\s]{0,6}?\d{0,3}[^\d\s]{0,8}?(?:组|社|屯|自然村|寨|队)/;
const NUMBER = /^\d{1,3}$/;

/**
 * @param answer of the row's field for the group
 * @returns the group for a posting, never a house number; null when the answer names none
 */
export function shownGroup(answer: unknown): string | null {
  const typed = typeof answer === 'number' || typeof answer === 'string' ? String(answer).normalize('NFKC').trim() : '';
  if (NUMBER.test(typed)) return `${Number(typed)}组`;
  return GROUP.exec(typed)?.[0] ?? null;
}
