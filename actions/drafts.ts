import { Refused, sentence } from '../domain/text/refusal';
import { audit } from '../store/account/audit-log';
import {
  addDraft,
  type DraftSaved,
  deleteDraft,
  draftLike,
  draftsOf,
  type Owned,
  saveDraft,
} from '../store/campaign/drafts';
import { atomically } from '../store/db/db';
import type { Acting } from './acting';

/** Drafts of one owner: more are forgotten ones. */
const MOST_DRAFTS = 50;

interface Beginning {
  /** `account:7` */
  owner: string;
  /** JSON of a definition as it is typed, right or wrong. */
  definition: object;
}

/**
 * Begins a draft.
 * @returns its number; of a draft with exactly this definition, if the owner has one already
 * @throws Refused when the owner has too many
 */
export const beginCampaignDraft = ({ sql, by }: Acting, { owner, definition }: Beginning): Promise<number> =>
  atomically(sql, async (tx) => {
    const there = await draftLike(tx, owner, definition);
    if (there !== null) return there;
    if ((await draftsOf(tx, owner)).length >= MOST_DRAFTS)
      throw new Refused(sentence('too-many-drafts', { most: MOST_DRAFTS }));
    const draft = await addDraft(tx, owner, definition);
    await audit(tx, by, 'start-campaign', { what: 'begin-draft', draft });
    return draft;
  });

/**
 * Keeps what was typed, over the version that was read. Nobody else sees it, and it comes every second: the log has its
 * beginning, and its end.
 * @returns the new version; null when another window has changed the draft meanwhile
 */
export const keepCampaignDraft = ({ sql }: Pick<Acting, 'sql'>, draft: DraftSaved): Promise<number | null> =>
  saveDraft(sql, draft);

/** Drops a draft: it has become a campaign, or is not wanted. @throws Refused when the owner has no such draft */
export const dropCampaignDraft = ({ sql, by }: Acting, draft: Owned): Promise<void> =>
  atomically(sql, async (tx) => {
    if (!(await deleteDraft(tx, draft))) throw new Refused(sentence('unknown-campaign-draft', { draft: draft.id }));
    await audit(tx, by, 'start-campaign', { what: 'drop-draft', draft: draft.id });
  });
