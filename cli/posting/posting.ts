import { writeFile } from 'node:fs/promises';
import { defineCommand } from 'citty';
import { z } from 'zod';
import { hearAboutPosting } from '../../actions/posting/objections';
import * as act from '../../actions/posting/postings';
import { type CampaignClient, connectClient } from '../../client/campaigns';
import type { Env } from '../../config/env';
import { LEAKS } from '../../domain/posting/guard';
import { postingSheet } from '../../domain/posting/sheet';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Sql } from '../../store/db/db';
import { peopleKey } from '../../store/people/sealed/people-key';
import { findPosting, firstOf, type Posting, shownPosting } from '../../store/posting/posted';
import { postingBoard, postingFigures } from '../../store/posting/posting-board';
import { PHOTO_MOMENTS } from '../../store/posting/posting-photos';
import { wholeNumber } from '../arguments';
import { connected } from '../connection';
import { contentOf } from '../files-named';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const number = {
  type: 'positional',
  description: 'Number of the posting; `posting show` lists them',
  required: true,
} as const;
const where = {
  campaign: { type: 'positional', description: 'Campaign id', required: true },
  list: { type: 'positional', description: 'Id of the list in the definition', required: true },
  region: {
    type: 'positional',
    description: 'Code: all villages in it, each with a posting of its own',
    required: true,
  },
} as const;

interface Open {
  sql: Sql;
  env: Env;
  client: CampaignClient;
}

/** Runs `work` with the database, its settings, and Temporal. */
const withAll = <T>(work: (open: Open) => Promise<T>): Promise<T> =>
  connected(async ({ env, sql }) => {
    const client = await connectClient(env, sql);
    try {
      return await work({ env, sql, client });
    } finally {
      await client.close();
    }
  });

const addressesOf = ({ PUBLIC_URL, LINK_SECRET }: Env) => ({ publicUrl: PUBLIC_URL, secret: LINK_SECRET });
const postingBy = ({ sql, env }: Pick<Open, 'sql' | 'env'>) => ({
  ...{ sql, by: commandLine(), key: peopleKey(env.PEOPLE_KEY), addresses: addressesOf(env), top: null },
});

async function existing(sql: Sql, typed: string): Promise<Posting> {
  const found = /^\d{1,15}$/.test(typed) ? await findPosting(sql, { id: Number(typed), top: null }) : null;
  if (!found) throw new Refused(sentence('unknown-posting', { posting: typed }));
  return found;
}

const open = defineCommand({
  meta: {
    name: 'open',
    description: 'Post a list: freeze the rows that stand before it, masked, one posting a village',
  },
  args: { ...where, json },
  async run({ args: { campaign, list, region, json: asJson } }) {
    await withAll(async (all) => {
      const posted = await act.openPosting({ ...postingBy(all), client: all.client }, { campaign, list, region });
      if (asJson) return printJson(posted);
      progress(
        `Lot ${posted.lot}: ${posted.postings} postings with ${posted.rows} rows hang until ${posted.closesAt}.`,
      );
      progress(
        `Print them: nuandong posting show ${campaign} --lot ${posted.lot}, nuandong posting sheet NUMBER --out sheet.html`,
      );
    });
  },
});

const preview = defineCommand({
  meta: { name: 'preview', description: 'Write the first sheet as it would hang; nothing is posted' },
  args: { ...where, out: { type: 'string', description: 'File for the sheet (HTML, A4)' }, json },
  async run({ args: { campaign, list, region, out, json: asJson } }) {
    await connected(async (all) => {
      const shown = await act.previewPosting(postingBy(all), { campaign, list, region });
      const { region: first, villages, rows, content, digest, leaks } = shown;
      if (out !== undefined) await writeFile(out, postingSheet(shown));
      if (asJson) return printJson({ region: first, villages, rows, digest, content, leaks });
      if (leaks.length > 0)
        progress(`It would show ${leaks.map((leak) => LEAKS[leak].en).join(', ')}: nothing can be posted.`);
      progress(`${villages} villages, ${rows} rows; the first is ${content.village}, until the end of ${content.to}.`);
      if (out === undefined) progress('Look at its sheet with --out sheet.html');
    });
  },
});

const show = defineCommand({
  meta: { name: 'show', description: 'Postings of a campaign, and what came of them' },
  args: {
    campaign: where.campaign,
    list: { type: 'string', description: 'Only of this list' },
    region: { type: 'string', description: 'Only villages in this region' },
    lot: { type: 'string', description: 'Only those of this act of posting: the number that `open` has told' },
    after: { type: 'string', description: 'Number of the last posting seen', default: '0' },
    json,
  },
  async run({ args: { campaign, list, region, lot: typed, after, json: asJson } }) {
    await connected(async ({ sql }) => {
      const lot = typed === undefined ? undefined : wholeNumber('lot', typed);
      const page = { campaign, list, region, lot, after: wholeNumber('after', after), limit: MOST_SHOWN, top: null };
      const postings = await postingBoard(sql, page);
      const figures = await postingFigures(sql, { campaign, list: list ?? null, top: null });
      if (asJson) return printJson({ postings, figures });
      const rows = postings.map((one) => [
        one.id,
        one.name,
        one.state,
        one.version,
        one.rows,
        one.objections,
        one.complaints,
        `${one.photos.start} + ${one.photos.end}`,
      ]);
      printTable(['No.', 'Village', 'State', 'Version', 'Rows', 'Objections', 'Late', 'Photos'], rows);
      const { posted, objections, late, upheld, confirmed, boards, boardsAtStart, boardsAtEnd } = figures;
      progress(`Posted ${posted}, objections ${objections}, late ${late}, upheld ${upheld}, confirmed ${confirmed}.`);
      progress(`Of ${boards} boards ${boardsAtStart} have a photo of the start, ${boardsAtEnd} of the end.`);
    });
  },
});

/** A page on a terminal. */
const MOST_SHOWN = 200;

const sheet = defineCommand({
  meta: { name: 'sheet', description: 'Write the sheet for the board as a file: HTML that prints on A4' },
  args: { posting: number, out: { type: 'string', description: 'File', required: true }, json },
  async run({ args: { posting, out, json: asJson } }) {
    await connected(async ({ sql, env }) => {
      const found = await existing(sql, posting);
      await writeFile(out, postingSheet(shownPosting(found, await firstOf(sql, found), addressesOf(env))));
      const { id, digest } = found;
      if (asJson) printJson({ posting: id, digest, file: out });
      else progress(`${out}: open it in a browser and print it.`);
    });
  },
});

const photo = defineCommand({
  meta: { name: 'photo', description: 'Keep a photo of the board as evidence, without what tells where it was taken' },
  args: {
    posting: number,
    file: { type: 'positional', description: 'JPEG', required: true },
    moment: {
      type: 'enum',
      options: [...PHOTO_MOMENTS],
      description: 'At the start of the posting, or at its end',
      required: true,
    },
    json,
  },
  async run({ args: { posting, file, moment, json: asJson } }) {
    const bytes = await contentOf(file);
    await connected(async ({ sql }) => {
      const { id } = await existing(sql, posting);
      const kept = await act.keepBoardPhoto({ sql, by: commandLine() }, { posting: id, top: null, moment, bytes });
      if (asJson) printJson(kept);
      else progress(`Kept as ${kept.photo}.`);
    });
  },
});

const withdraw = defineCommand({
  meta: { name: 'withdraw', description: 'Take a posting down before its end' },
  args: {
    posting: number,
    reason: { type: 'string', description: 'For the audit log; it names no person', required: true },
    json,
  },
  async run({ args: { posting, reason, json: asJson } }) {
    await withAll(async ({ sql, client }) => {
      const { id } = await existing(sql, posting);
      const done = await act.withdrawPosting({ sql, by: commandLine(), client }, { posting: id, top: null, reason });
      if (asJson) printJson(done);
      else progress('It is down; its rows stand before their posting again.');
    });
  },
});

const close = defineCommand({
  meta: { name: 'close', description: 'Close postings whose last day is over, where their workflow has failed' },
  args: { posting: number, json },
  async run({ args: { posting, json: asJson } }) {
    await withAll(async ({ sql, client }) => {
      const { id } = await existing(sql, posting);
      const done = await act.closePosting({ sql, by: commandLine(), client }, { posting: id, top: null });
      if (asJson) printJson(done);
      else progress('Closed; its rows are announced.');
    });
  },
});

const object = defineCommand({
  meta: { name: 'object', description: 'Take what somebody says about a posting, by telephone, paper or SMS' },
  args: {
    posting: number,
    number: { type: 'string', description: 'Of the row on the sheet; left out for a family that is missing' },
    file: {
      type: 'string',
      description: 'File with what was said (UTF-8): words never stand in a command line',
      required: true,
    },
    'handed-over': { type: 'string', description: 'Day on the paper, YYYY-MM-DD: what counts instead of now' },
    photo: { type: 'string', description: 'Photo of the paper (JPEG)' },
    submission: {
      type: 'string',
      description: 'A UUID made for this: sent again under it, the first receipt is the answer',
    },
    json,
  },
  async run({ args }) {
    const { 'handed-over': day, photo, submission } = args;
    if (submission !== undefined && !z.uuid().safeParse(submission).success)
      throw new Refused(sentence('option-not-uuid', { option: 'submission' }));
    if ((day === undefined) !== (photo === undefined) || (day !== undefined && !z.iso.date().safeParse(day).success))
      throw new Refused(sentence('posting-paper-options'));
    const text = (await contentOf(args.file)).toString();
    const paper =
      day !== undefined && photo !== undefined ? { handedOver: day, photo: await contentOf(photo) } : undefined;
    await withAll(async ({ sql, env, client }) => {
      const { id } = await existing(sql, args.posting);
      const nth = args.number === undefined ? {} : { number: wholeNumber('number', args.number) };
      const said = { posting: id, ...nth, text, submission, paper, top: null };
      const heard = await hearAboutPosting({ sql, by: commandLine(), key: peopleKey(env.PEOPLE_KEY), client }, said);
      if (args.json) return printJson(heard);
      process.stdout.write(`Receipt ${heard.receipt}: ${heard.kind}, case ${heard.case}\n`);
    });
  },
});

/** Verbs for postings (公示). */
export default defineCommand({
  meta: {
    name: 'posting',
    description: 'Postings (公示) of lists: look, post, print, photograph, take down, hear objections',
  },
  subCommands: { preview, open, show, sheet, photo, close, withdraw, object },
});
