import { completeness } from '../../../reporting/figures/completeness';
import { returnsCurves } from '../../../reporting/figures/curve';
import { figuresOf, type StageFigures } from '../../../reporting/figures/figures';
import { findCampaign } from '../../../store/campaign/campaigns';
import { atOnce } from '../../../store/db/at-once';
import type { Console } from '../../shell/context';
import { type Kept, keep } from '../../shell/kept';
import { branches } from './branches';
import { concerned } from './concerned';
import { answersOf } from './progress-answer';
import { curveSchema, progressSchema, regionsSchema } from './progress-schemas';
import { type Ask, shared } from './shared';

/** A new report is on screen a second later; a few seconds later in a count of tens of thousands. */
const FRESH_MS = 1000;

/** The tree of a campaign, as one part of it sees it. */
export interface Tree {
  /** Code of the highest region that is shown. */
  top: string;
  /** @returns the regions right below one */
  below(code: string): Kept;
}

export interface ProgressReader {
  /** Of the cards of the first page. */
  figures: Ask<StageFigures[]>;
  progress: Ask<() => Kept>;
  tree: Ask<Tree>;
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
    tree: shared(sharing, async (campaign, parts) => {
      const found = await concerned(sql, campaign, parts);
      const scope = [...found.values()][0]?.scope.code;
      const tree = scope === undefined ? [] : await completeness(sql, { campaign, scope });
      const below = branches(tree, (branch) => JSON.stringify(regionsSchema.parse(branch)));
      return mapOf(found, ({ shown: { code: top } }) => ({ top, below: (code: string) => below(top, code) }));
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

const mapOf = <Key, From, To>(map: ReadonlyMap<Key, From>, change: (from: From) => To): Map<Key, To> =>
  new Map([...map].map(([key, from]) => [key, change(from)]));
