/** The state of a round: counts, and missing units by superior region. Only place names and codes. */
export interface Tally {
  expected: number;
  onTime: number;
  late: number;
  missing: number;
  /** At most {@link GROUPS_SHOWN}, most missing first. */
  groups: { code: string; name: string; missing: number; units: string[] }[];
}

/** Enough for a county's townships; a table longer than this is not read in the Temporal UI. */
export const GROUPS_SHOWN = 30;
/** Village names shown per township; the rest is counted. */
export const UNITS_SHOWN = 8;

const EMPTY: Tally = { expected: 0, onTime: 0, late: 0, missing: 0, groups: [] };
export const emptyTally = (): Tally => ({ ...EMPTY });

/** @returns the Markdown that ops staff see as the current details of a round in the Temporal UI. */
export function tallyDetails(tally: Tally, heading: string): string {
  const counts = `${heading}\n\n| expected | on time | late | missing |\n|---|---|---|---|\n| ${tally.expected} | ${tally.onTime} | ${tally.late} | ${tally.missing} |`;
  if (tally.missing === 0) return counts;
  const rows = tally.groups.map((group) => {
    const more = group.missing - group.units.length;
    return `| ${group.code} ${group.name} | ${group.missing} | ${group.units.join('、')}${more > 0 ? ` … +${more}` : ''} |`;
  });
  return `${counts}\n\n| superior | missing | units |\n|---|---|---|\n${rows.join('\n')}`;
}
