import { kindsOf } from '../../domain/case/kinds-of';
import { Refused, sentence } from '../../domain/text/refusal';
import { getCampaign } from '../campaign/campaigns';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import type { Hand } from '../list/deeds';
import type { PeopleKey } from '../people/sealed/people-key';
import { addCases } from './open-cases';
import { addStatement, type Raiser, type Said, takenStatement } from './statements';

/** A matter as it is raised. */
export interface RaisedCase {
  campaign: string;
  kind: string;
  /** Code of the region that it is about; that of the row where there is one. */
  region?: string | undefined;
  /** Code of the region that answers, instead of the one by the rule of the kind. */
  assignee?: string | undefined;
  /** Number of the row of a list, or of the posting. */
  entry?: number | undefined;
  posting?: number | undefined;
  /** Numbers of the dispatch note, and of the case that it follows. */
  dispatch?: number | undefined;
  follows?: number | null | undefined;
  raiser: Raiser;
  said?: Said | undefined;
  /** The sender's key (a UUID): a second sending gives the first receipt. */
  submission?: string | undefined;
  /** The raiser's region; null for all. */
  top: string | null;
}

/** The case, and the receipt of its raiser. */
export interface Raised {
  case: number;
  receipt: string;
  /** This very sending was taken before. */
  repeated: boolean;
}

/**
 * Raises a case. While one of its kind is open about the row, what is said is added to it.
 * @param tx a transaction
 * @param key opens the keyring; null where nothing is said
 * @throws Refused when the campaign is over or has no such kind, or nobody is there to answer
 */
export async function raiseCase(tx: Queries, raised: RaisedCase, key: PeopleKey | null): Promise<Raised> {
  const { campaign, kind: named, submission = null } = raised;
  await tx`select 1 from campaigns where id = ${campaign} for share`;
  const before = submission === null ? null : await takenStatement(tx, submission);
  if (before) return { ...before, repeated: true };
  const { definition, state } = await getCampaign(tx, campaign);
  if (state !== 'running' && state !== 'paused') throw new Refused(sentence('case-campaign-over'));
  const kinds = kindsOf(definition);
  const kind = kinds[named];
  if (!kind)
    throw new Refused(sentence('case-kind-absent', { kind: named, known: Object.keys(kinds).join(', ') || '–' }));
  const now = await nowOf(tx, campaign);
  const {
    assignee = null,
    entry = null,
    posting = null,
    dispatch = null,
    follows = null,
    raiser,
    said = null,
  } = raised;
  const region = await placeOf(tx, raised);
  const subjects = [{ region, assignee, entry, posting, dispatch, follows }];
  const [id = 0] = await addCases(tx, { campaign, named, kind, subjects, hand: handOf(raiser), now });
  const receipt = await addStatement(tx, { case: id, raiser, said, submission, now }, key);
  return { case: id, receipt, repeated: false };
}

/** @returns the region that the case is about. The row is locked, so that no second case of the kind is opened. */
async function placeOf(tx: Queries, { campaign, entry, region: given, top }: RaisedCase): Promise<string> {
  const region = entry === undefined ? given : await unitOf(tx, campaign, entry);
  if (region === undefined) throw new Refused(sentence('case-needs-place'));
  const [own] = await tx`select 1 from regions g where g.code = ${region} and ${within(tx, top, 'g.path')}`;
  if (!own) throw new Refused(sentence('case-outside', { region }));
  return region;
}

async function unitOf(tx: Queries, campaign: string, entry: number): Promise<string> {
  const [row] = await tx<{ unit: string }[]>`
    select unit_code as unit from entries where id = ${entry} and campaign_id = ${campaign} for no key update`;
  if (!row) throw new Refused(sentence('unknown-row', { row: entry }));
  return row.unit;
}

const handOf = (raiser: Raiser): Hand =>
  raiser.by === 'account'
    ? { via: 'api', ...(raiser.account !== null && { account: raiser.account }) }
    : { via: 'form', ...(raiser.by === 'contact' && { contact: raiser.contact }) };

/** @returns campaign time. */
export async function nowOf(tx: Queries, campaign: string): Promise<string> {
  const [row] = await tx<{ now: string }[]>`select campaign_now(${campaign}) as now`;
  if (!row) throw new Error(`There is no campaign ${campaign}.`);
  return row.now;
}
