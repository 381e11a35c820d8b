import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { defineCommand } from 'citty';
import { z } from 'zod';
import * as papers from '../../actions/list/papers';
import { Refused, sentence, tellIn } from '../../domain/text/refusal';
import { roundAsking, rowsOfPaper } from '../../store/list/paper/paper-rows';
import { findPaper, papersOf } from '../../store/list/paper/papers';
import { MOST_ROWS } from '../../store/list/propose';
import { peopleKey } from '../../store/people/sealed/people-key';
import { wholeNumber } from '../arguments';
import { connected, withCampaigns } from '../connection';
import { contentOf } from '../files-named';
import { terminalLanguage } from '../language';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const campaign = { type: 'positional', description: 'Id of the campaign', required: true } as const;
const list = { type: 'positional', description: 'Id of the list in its definition', required: true } as const;
const number = { type: 'positional', description: 'Number of the paper (list paper show)', required: true } as const;
const reason = { type: 'string', description: 'Why; it stands in the audit log', required: true } as const;
const submission = {
  type: 'string',
  description: 'A UUID made for this act: under it again, the first receipt is the answer',
} as const;

/** The command line may act everywhere. */
const top = null;
const PAGE = 200;

const withHands = <T>(work: (hands: Parameters<typeof papers.keyPaper>[0]) => Promise<T>): Promise<T> =>
  withCampaigns(({ sql, env, client }) => work({ sql, client, by: commandLine(), people: peopleKey(env.PEOPLE_KEY) }));

const show = defineCommand({
  meta: { name: 'show', description: 'Lists on paper and how far they have come, or the rows of one' },
  args: {
    campaign,
    list,
    paper: { type: 'positional', description: 'Number of a paper: its rows', required: false },
    json,
  },
  async run({ args }) {
    const { paper } = args;
    await connected(async ({ sql }) => {
      if (paper !== undefined) {
        const found = await findPaper(sql, { paper: wholeNumber('paper', paper), top });
        const rows = await rowsOfPaper(sql, found.id);
        if (args.json) return printJson({ ...found, rows });
        return printTable(
          ['number', 'name', 'category', 'heads', 'sheet', 'differs in'],
          rows.map(({ entry, shown, category, heads, sheet, differs }) => [
            ...[entry, shown, category, heads, sheet],
            differs.map(({ field }) => field).join(', '),
          ]),
        );
      }
      const found = await papersOf(sql, { campaign: args.campaign, list: args.list, top, before: null, limit: PAGE });
      if (args.json) return printJson(found);
      printTable(
        ['paper', 'unit', 'name', 'receipt', 'handed over', 'rows', 'keyed', 'state', 'case'],
        found.map(({ id, unit, unitName, receipt, handedOver, rows, keyed, state, case: of }) => [
          ...[id, unit, unitName, receipt, handedOver, rows, keyed, state, of],
        ]),
      );
    });
  },
});

const take = defineCommand({
  meta: { name: 'take', description: 'Take a list on paper: with that the unit has reported' },
  args: {
    campaign,
    list,
    unit: { type: 'positional', description: 'Code of the unit', required: true },
    handed: { type: 'string', description: 'When it was handed over, as 2026-12-03T11:00:00+08:00', required: true },
    rows: { type: 'string', description: 'How many rows stand on it', required: true },
    sheets: { type: 'string', description: 'Photos (JPEG) of its sheets: 1.jpg,2.jpg', required: true },
    key: { type: 'string', description: 'Key of the round; the latest one that asks the unit when left out' },
    because: { type: 'string', description: 'Why it is taken after the lock' },
    submission,
    json,
  },
  async run({ args }) {
    const { campaign: of, list: id, unit, because } = args;
    const at = new Date(args.handed);
    if (Number.isNaN(at.getTime())) throw new Refused(sentence('paper-day'));
    const sheets = await Promise.all(args.sheets.split(',').map((path) => contentOf(path.trim())));
    await withHands(async (hands) => {
      const key = args.key ?? (await roundAsking(hands.sql, { campaign: of, list: id, unit }));
      if (key === null) throw new Refused(sentence('paper-not-asked'));
      const taken = await papers.takePaper(hands, {
        ...{ campaign: of, list: id, key, unit, because, sheets, handedOver: at.toISOString() },
        ...{ rows: wholeNumber('rows', args.rows), submission: args.submission ?? randomUUID() },
      });
      if (args.json) return printJson(taken);
      process.stdout.write(`${taken.paper}: ${taken.receipt}\n`);
    });
  },
});

/** Rows as somebody has typed them: figures by the ids of the form's fields. */
const typedRows = z
  .array(
    z.object({
      row: z.uuid().default(() => randomUUID()),
      version: z.int().min(1).optional(),
      category: z.string().max(80).optional(),
      figures: z.record(z.string().max(80), z.union([z.string().max(2000), z.number(), z.boolean()])),
      noId: z.string().max(80).optional(),
      consent: z.boolean().optional(),
      sheet: z.int().min(1).optional(),
    }),
  )
  .max(MOST_ROWS);

const key = defineCommand({
  meta: { name: 'key', description: 'Key rows of a paper; what the village’s phone has sent is the same row' },
  args: {
    paper: number,
    file: {
      type: 'positional',
      description: 'JSON: [{category, figures: {name, …}, noId, consent, sheet}]',
      required: true,
    },
    whole: { type: 'boolean', description: 'These are all: the paper can be compared' },
    submission,
    json,
  },
  async run({ args }) {
    const rows = await readFile(args.file, 'utf8').then((text) => typedRows.safeParse(parsed(text)));
    if (!rows.success) throw new Refused(sentence('rows-unreadable'));
    const done = await withHands((hands) =>
      papers.keyPaper(hands, {
        ...{ paper: wholeNumber('paper', args.paper), top, rows: { rows: rows.data, gone: [] } },
        ...{ whole: args.whole ?? false, submission: args.submission ?? randomUUID() },
      }),
    );
    const { receipt, onTime } = done;
    const language = terminalLanguage();
    const outcomes = (done.rows ?? []).map((row) => ({
      ...{ row: row.row, is: row.is },
      problems: row.is === 'refused' ? row.problems.map((one) => tellIn(language, one)) : [],
    }));
    if (args.json) return printJson({ receipt, onTime, rows: outcomes });
    process.stdout.write(`${receipt}\n`);
    printTable(
      ['row', 'is', 'problems'],
      outcomes.map(({ row, is, problems }) => [row, is, problems.join('; ')]),
    );
  },
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const compare = defineCommand({
  meta: { name: 'compare', description: 'Read a keyed paper back, as a second person; with that it is done' },
  args: {
    paper: number,
    rows: { type: 'string', description: 'How many rows stand on the paper', required: true },
    tails: { type: 'string', description: 'The last four characters of each ID number: 1002,231X', required: true },
  },
  async run({ args }) {
    const read = { rows: wholeNumber('rows', args.rows), tails: args.tails.split(/[,，\s]+/) };
    await withHands((hands) => papers.comparePaper(hands, { paper: wholeNumber('paper', args.paper), read, top }));
  },
});

const takeOther = defineCommand({
  meta: {
    name: 'take-other',
    description: 'Take over what the other way says of a row in which paper and phone differ',
  },
  args: {
    paper: number,
    entry: {
      type: 'positional',
      description: 'Number of the row (list paper show CAMPAIGN LIST PAPER)',
      required: true,
    },
    json,
  },
  async run({ args }) {
    const of = { paper: wholeNumber('paper', args.paper), top };
    const entry = wholeNumber('entry', args.entry);
    const taken = await withHands(async (hands) => {
      const rows = await rowsOfPaper(hands.sql, (await findPaper(hands.sql, of)).id);
      const found = rows.find((row) => row.entry === entry && row.differs.length > 0);
      if (!found) throw new Refused(sentence('nothing-to-take-over'));
      return papers.takeOther(hands, { ...of, row: found.row, version: found.version, via: 'cli' });
    });
    if (args.json) return printJson(taken);
    progress(`Row ${entry} says now what the other way says.`);
  },
});

const open = defineCommand({
  meta: { name: 'open', description: 'Let a paper be keyed after the lock, because it was handed over before' },
  args: { paper: number, reason },
  async run({ args }) {
    const of = { paper: wholeNumber('paper', args.paper), reason: args.reason, top };
    await withHands((hands) => papers.openPaper(hands, of));
  },
});

const voidIt = defineCommand({
  meta: { name: 'void', description: 'Declare a paper void before it is keyed: the unit is silent again' },
  args: { paper: number, reason },
  async run({ args }) {
    const of = { paper: wholeNumber('paper', args.paper), reason: args.reason, top };
    await withHands((hands) => papers.voidPaper(hands, of));
  },
});

/** Lists that villages hand over on paper. */
export default defineCommand({
  meta: { name: 'paper', description: 'Lists on paper: taken, keyed, compared by a second person' },
  subCommands: { show, take, key, 'take-other': takeOther, compare, open, void: voidIt },
});
