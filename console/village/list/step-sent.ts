import { z } from 'zod';
import type { Field } from '../../../domain/campaign/definition/definition';
import { deliverySent, MISSED } from '../../../domain/ledger/delivery';
import { TOLD_BY, TOLD_NAMES } from '../../../domain/list/list-names';
import { OUT_REASONS } from '../../../domain/list/row-life';
import { MEETING_FIELDS, VOTE_FIELDS } from '../../../domain/list/votes';
import { PHOTO_ID, PHOTOS_A_DEED } from '../../../domain/report/photo';
import { type Problem as Said, sentence } from '../../../domain/text/refusal';
import type { RowDone } from '../../../store/list/acts/row-done';
import { MOST_ROWS } from '../../../store/list/propose';
import { Problem } from '../../shell/problems';
import type { Part } from '../form-parts';
import { GIVE, MISSED_FOR } from './delivery-fields';
import { type DeliveryRead, deliveryIn } from './delivery-sent';
import { FIND } from './paging';
import { ROW } from './row-fields';
import { ALL_REPORTED, ROWS } from './rows-sent';

/**
 * Names of the controls of a step. Those of the form for many rows are plain: `done-row` for each chosen row, the
 * fields of the meeting, `votesFor:<row>`, `help-<way>`, `proof`. Those of the form for one row begin with `row-`.
 */
export const STEP = {
  done: 'done-row',
  /** Before a way of helping, of all chosen rows. */
  help: 'help-',
  proof: 'proof',
  outcome: 'row-outcome',
  because: 'row-because',
  reason: 'row-reason',
} as const;

/** How they were told, asked once for all rows that are told at a time. */
export const TOLD_FIELD: Field = {
  id: 'told',
  label: { 'zh-CN': '怎样通知的', en: 'How were they told?' },
  type: 'choice',
  required: true,
  choices: TOLD_BY.map((value) => ({ value, label: TOLD_NAMES[value] })),
};

/** Controls that bring photos. */
const PROOFS: readonly string[] = [STEP.proof, `row-${STEP.proof}`, GIVE.sheet];

const MEETING = MEETING_FIELDS.map(({ id }) => id);
const VOTES = VOTE_FIELDS.map(({ id }) => id);

/** The name of a control in the form for one row. */
export const ofOne = (name: string): string => `row-${name}`;
/** The name of a control about one row among many. */
export const ofRow = (name: string, row: string): string => `${name}:${row}`;

/** A row that was chosen among many, as it was seen: `id:version`. */
const chosen = z
  .string()
  .max(60)
  .transform((text) => ({ row: text.split(':')[0], version: Number(text.split(':')[1]), done: true as const }))
  .pipe(z.object({ row: z.uuid(), version: z.int().min(1), done: z.literal(true) }));

const short = z.string().max(40);
const act = z.object({
  row: z.uuid(),
  version: z.coerce.number().int().min(1).optional(),
  done: z.boolean(),
  because: z.enum(OUT_REASONS).optional(),
  reason: z.string().max(1000).optional(),
  figures: z.record(short, short).optional(),
  photos: z.array(z.string().regex(PHOTO_ID)).max(PHOTOS_A_DEED).optional(),
  key: z.uuid().optional(),
  delivery: deliverySent.optional(),
  missed: z.enum(MISSED).optional(),
  told: z.enum(TOLD_BY).optional(),
  helps: deliverySent.shape.helps,
});
/** What a phone has kept while it had no network, in one field: each act with the version that it saw, and a key. */
const acts = z.object({ did: z.array(act).max(MOST_ROWS).default([]) });

/** What the page of a step sends. */
export interface StepSent {
  did: RowDone[];
  /** What is wrong with how a delivery was told; then nothing is taken. */
  problems: readonly Said[];
  whole: boolean;
  /** What somebody typed to find a row. */
  find: string | undefined;
  /** The typed values by name, and the ids of the chosen rows, for the page without a script. */
  typed: Record<string, string>;
  chosen: string[];
}

/**
 * @param keepPhoto keeps a photo that a browser without a script sends in the form itself; it may refuse it
 * @throws Problem when the page was changed on the way; never with what was typed
 */
export async function readStep(
  parts: AsyncIterable<Part>,
  keepPhoto: (field: string, bytes: Buffer | null) => Promise<string | null>,
): Promise<StepSent> {
  const many: string[] = [];
  const given = new Map<string, string>();
  const photos = new Map<string, string>();
  for await (const [field, sent] of parts) {
    if (typeof sent !== 'string') {
      const photo = sent?.length === 0 || !isProof(field) ? null : await keepPhoto(field, sent);
      if (photo) photos.set(field, photo);
    } else if (field === STEP.done) many.push(sent);
    else if (!given.has(field)) given.set(field, sent);
  }
  const typed = Object.fromEntries(given);
  const read = z.array(chosen).safeParse(many);
  if (!read.success) throw unreadable();
  const proof = (field: string) => [...photos].flatMap(([name, photo]) => (name === field ? [photo] : []));
  const rows = read.data.map((row): RowDone => {
    const votes = votesIn(typed, { meeting: (id) => id, votes: (id) => ofRow(id, row.row) });
    return { ...row, ...votes, ...toldIn(typed[TOLD_FIELD.id]), ...helpsIn(typed), photos: proof(STEP.proof) };
  });
  const handed = typed[STEP.outcome] === 'done' ? deliveryIn(typed, photos.has(GIVE.sheet)) : null;
  const ofOneRow = [...proof(ofOne(STEP.proof)), ...proof(GIVE.sheet)];
  return {
    did: [...rows, ...one(typed, ofOneRow, handed), ...kept(typed)],
    problems: handed && 'problems' in handed ? handed.problems : [],
    whole: typed[ALL_REPORTED] === 'yes',
    find: typed[FIND],
    typed,
    chosen: read.data.map(({ row }) => row),
  };
}

const unreadable = (): Problem => new Problem(400, sentence('rows-unreadable'));
const isProof = (field: string): boolean => PROOFS.includes(field);

/** One row on its own page. Without a reason of the list it is returned. */
function one(typed: Record<string, string>, photos: string[], delivery: DeliveryRead | null): RowDone[] {
  const { [ROW.id]: row, [ROW.version]: version, [STEP.because]: because = '', [STEP.reason]: reason } = typed;
  if (row === undefined) return [];
  const done = typed[STEP.outcome] === 'done';
  const missed = because.startsWith(MISSED_FOR) && because.slice(MISSED_FOR.length);
  const why = { ...(missed ? { missed } : because && { because }), ...(reason && { reason }) };
  const read = act.safeParse({
    ...{ row, version, done },
    ...(done ? delivery && 'delivery' in delivery && delivery : why),
    ...(done && toldIn(typed[ofOne(TOLD_FIELD.id)])),
    ...votesIn(typed, { meeting: ofOne, votes: ofOne }),
    photos,
  });
  if (!read.success) throw unreadable();
  return [read.data];
}

function kept({ [ROWS]: json }: Record<string, string>): RowDone[] {
  if (json === undefined) return [];
  try {
    return acts.parse(JSON.parse(json)).did;
  } catch {
    throw unreadable();
  }
}

/** @returns how the household was told, where the page asked for it */
const toldIn = (typed: string | undefined): Pick<RowDone, 'told'> => {
  const told = TOLD_BY.find((way) => way === typed);
  return told === undefined ? {} : { told };
};

/** @returns in which ways all chosen rows are helped, where some were ticked */
function helpsIn(typed: Record<string, string>): Pick<RowDone, 'helps'> {
  const named = Object.keys(typed).filter((name) => name.startsWith(STEP.help));
  return named.length === 0 ? {} : { helps: named.map((name) => name.slice(STEP.help.length)) };
}

/** @returns meeting and votes as they were typed; nothing where none were */
function votesIn(
  typed: Record<string, string>,
  name: { meeting: (id: string) => string; votes: (id: string) => string },
): { figures?: Record<string, string> } {
  const figures = Object.fromEntries([
    ...MEETING.map((id) => [id, typed[name.meeting(id)] ?? '']),
    ...VOTES.map((id) => [id, typed[name.votes(id)] ?? '']),
  ]) as Record<string, string>;
  return Object.values(figures).some(Boolean) ? { figures } : {};
}
