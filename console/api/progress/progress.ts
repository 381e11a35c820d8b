import type { z } from 'zod';
import { type Branch, branchesUnder } from '../../../reporting/figures/completeness';
import { returnsCurves } from '../../../reporting/figures/curve';
import { figuresOf, type StageFigures } from '../../../reporting/figures/figures';
import { findCampaign } from '../../../store/campaign/campaigns';
import { atOnce } from '../../../store/db/at-once';
import type { Console } from '../../shell/context';
import { type Kept, keep } from '../../shell/kept';
import { concerned } from './concerned';
import { answersOf } from './progress-answer';
import { curveSchema, progressSchema, regionsSchema } from './progress-schemas';
import { type Ask, shared } from './shared';

/** A new report is on screen a second later; a few seconds later in a count of tens of thousands. */
const FRESH_MS = 1000;

export interface ProgressReader {
  /** Of the cards of the first page. */
  figures: Ask<StageFigures[]>;
  progress: Ask<() => Kept>;
  /** Code of the highest region that the part is shown. */
  top: Ask<string>;
  /** Of a region, as seen from the highest one that is shown. Nothing where the campaign asks nobody. */
  branch: Ask<(top: string) => Kept>;
  curve: Ask<() => Kept>;
}

/**
 * The figures of a campaign's pages, counted once for all readers. There is no answer for a part that the campaign does
 * not concern, and for a campaign that is not there.
 */
export function progressReader({ sql, env }: Pick<Console, 'sql' | 'env'>): ProgressReader {
  // Counts use only one core of the database; the other cores stay free for reports.
  const sharing = { freshMs: FRESH_MS, line: atOnce(1) };
  return {
    figures: shared(sharing, async (campaign, parts) => {
      const row = await findCampaign(sql, campaign);
      const counted = row === null ? new Map() : await figuresOf(sql, { campaign, plan: row.plan }, parts);
      return mapOf(counted, ({ stages }) => stages);
    }),
    progress: shared(sharing, async (campaign, parts) => {
      const found = await concerned(sql, campaign, parts);
      const answers = await answersOf({ sql, env }, campaign, [...found.values()]);
      return mapOf(answers, (answer) => keep(() => JSON.stringify(progressSchema.parse(answer))));
    }),
    // Looked up in a moment, beside the counts.
    top: shared({ freshMs: FRESH_MS, line: atOnce(1) }, async (campaign, parts) =>
      mapOf(await concerned(sql, campaign, parts), ({ shown }) => shown.code),
    ),
    branch: shared(sharing, async (campaign, parts) => {
      const codes = parts.filter((part) => part !== null);
      return mapOf(await branchesUnder(sql, campaign, codes), keptByTop);
    }),
    curve: shared(sharing, async (campaign, parts) => {
      const found = await concerned(sql, campaign, parts);
      const curves = await returnsCurves(sql, campaign, [...found.keys()]);
      return mapOf(curves, (stages) =>
        keep(() =>
          JSON.stringify(
            curveSchema.parse({ stages: stages.map(({ stage, points }) => ({ stage, points: points() })) }),
          ),
        ),
      );
    }),
  };
}

/** @returns a function that writes the branch as it is seen from a region at or above it, once for each */
function keptByTop({ path, here, rows }: Branch): (top: string) => Kept {
  const kept = new Map<string, () => Kept>();
  return (top) => {
    const from = path.findIndex(({ code }) => code === top);
    if (from < 0) return NOTHING();
    const written = kept.get(top) ?? keep(() => writtenBranch({ path: path.slice(from), here, rows: [...rows] }));
    kept.set(top, written);
    return written();
  };
}

const writtenBranch = (branch: z.input<typeof regionsSchema>) => JSON.stringify(regionsSchema.parse(branch));

/** The branch of a region in which the campaign asks nobody. */
export const NOTHING = keep(() => writtenBranch({ path: [], here: null, rows: [] }));

const mapOf = <Key, From, To>(map: ReadonlyMap<Key, From>, change: (from: From) => To): Map<Key, To> =>
  new Map([...map].map(([key, from]) => [key, change(from)]));
