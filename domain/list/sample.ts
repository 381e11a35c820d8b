import { compare } from '../compare';

/** A row that may be drawn, and the group (a township) that it is drawn in. */
export interface FrameRow {
  /** The row's id (UUID). It says nothing of the person. */
  row: string;
  stratum: string;
  /** It has two ranks, of which the lower one counts: twice as likely to be drawn. */
  twice?: boolean | undefined;
}

/**
 * Draws a sample by township: each gets its share of the size, at least one row. Within a township the rows come in the
 * order of their ranks, so who knows seed and frame draws the same rows again, in any order and on any machine.
 * @param size how many rows in all; all of a smaller frame
 * @param rank of a row, made of the seed: SHA-256 in docs/operate.md
 * @returns the drawn rows, by stratum and rank
 */
export function drawSample(
  frame: readonly FrameRow[],
  { size, rank }: { size: number; rank(row: FrameRow): string },
): FrameRow[] {
  const strata = new Map<string, FrameRow[]>();
  for (const row of frame) {
    const rows = strata.get(row.stratum);
    if (rows) rows.push(row);
    else strata.set(row.stratum, [row]);
  }
  const shares = allocate(new Map([...strata].map(([stratum, rows]) => [stratum, rows.length])), size);
  return [...strata]
    .sort(([one], [other]) => compare(one, other))
    .flatMap(([stratum, rows]) => {
      const ranked = rows.map((row) => ({ row, rank: rank(row) })).sort((one, other) => compare(one.rank, other.rank));
      return ranked.slice(0, shares.get(stratum) ?? 0).map(({ row }) => row);
    });
}

/**
 * Shares a size out over strata by their rows, by the largest remainders; each stratum has at least one, so a small
 * township is looked at as well.
 * @returns never more than a stratum has
 */
export function allocate(strata: ReadonlyMap<string, number>, size: number): Map<string, number> {
  const total = [...strata.values()].reduce((sum, rows) => sum + rows, 0);
  if (size >= total) return new Map(strata);
  const exact = [...strata].map(([stratum, rows]) => ({ stratum, rows, share: (size * rows) / total }));
  const shares = new Map(
    exact.map(({ stratum, rows, share }) => [stratum, Math.min(rows, Math.max(1, Math.floor(share)))]),
  );
  const given = () => [...shares.values()].reduce((sum, share) => sum + share, 0);
  const byRemainder = [...exact].sort(
    (one, other) => (other.share % 1) - (one.share % 1) || compare(one.stratum, other.stratum),
  );
  for (const { stratum, rows } of byRemainder) {
    if (given() >= size) break;
    const share = shares.get(stratum) ?? 0;
    if (share < rows) shares.set(stratum, share + 1);
  }
  return shares;
}

/** What a sample says of the whole list: a share, and the interval in which it lies. */
export interface Estimate {
  checked: number;
  /** Rows that were found otherwise than stated. */
  wrong: number;
  share: number;
  /** 95 % interval. */
  from: number;
  to: number;
}

/** 97.5th percentile of the normal distribution: 95 % on both sides. */
const Z = 1.96;

/**
 * Estimates the share of rows that are not as stated, with Wilson's interval (Wilson 1927), which stays within 0 and 1
 * for few rows and few errors. The finite frame narrows it: who looked at all rows knows.
 * @param frame how many rows could be drawn
 * @returns null when nothing was checked
 */
export function estimate({
  checked,
  wrong,
  frame,
}: {
  checked: number;
  wrong: number;
  frame: number;
}): Estimate | null {
  if (checked === 0) return null;
  const share = wrong / checked;
  const left = frame > 1 ? (frame - checked) / (frame - 1) : 0;
  if (left <= 0) return { checked, wrong, share, from: share, to: share };
  const z2 = Z * Z * left;
  const middle = (share + z2 / (2 * checked)) / (1 + z2 / checked);
  const half =
    (Math.sqrt(z2) * Math.sqrt((share * (1 - share)) / checked + z2 / (4 * checked * checked))) / (1 + z2 / checked);
  return { checked, wrong, share, from: Math.max(0, middle - half), to: Math.min(1, middle + half) };
}
