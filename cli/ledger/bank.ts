import { basename } from 'node:path';
import { defineCommand } from 'citty';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import * as act from '../../actions/ledger/bank';
import { readBankResult } from '../../actions/ledger/bank-results';
import type { BankFormat } from '../../domain/ledger/bank/bank-format';
import { readBankFormat } from '../../domain/ledger/bank/read-format';
import { Refused, sentence, tellIn } from '../../domain/text/refusal';
import { holdLittleMemory } from '../../store/db/little-memory';
import { batchesOf, batchIn } from '../../store/ledger/bank/batches';
import { linesOf } from '../../store/ledger/bank/lines-of';
import type { Mended } from '../../store/ledger/bank/mend-rows';
import { writeClosedFile } from '../../store/ledger/bank/on-disk';
import { peopleKey } from '../../store/people/sealed/people-key';
import { wholeNumber } from '../arguments';
import { type Connection, connected } from '../connection';
import { contentOf } from '../files-named';
import { terminalLanguage } from '../language';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';
import { bookingOf, campaign, json, quantityOf, reason } from './things';

const batch = { type: 'positional', description: 'Number of the batch', required: true } as const;
const list = { type: 'positional', description: 'Id of the list in its definition', required: true } as const;
const out = {
  type: 'string',
  description: 'File to write, for the bank; only its owner can read it',
  required: true,
} as const;
const key = { type: 'string', description: 'A UUID: a second sending with it gives the first batch' } as const;
const leave = { type: 'boolean', description: 'Leave out rows that cannot stand in the file, and name them' } as const;
const format = {
  bank: { type: 'string', description: 'Name of a format under `banks:` in the definition' },
  format: { type: 'string', description: 'Or a YAML file that describes one' },
} as const;

/** The command line may pay everywhere; a province is read and written with little memory. */
function everywhere({ env }: Connection, args: { campaign: string }) {
  holdLittleMemory();
  return { campaign: args.campaign, top: null, via: 'cli' as const, people: peopleKey(env.PEOPLE_KEY) };
}

const payingOf = (open: Connection, args: { campaign: string; reason: string }): act.Paying => {
  if (!args.reason.trim()) throw new Refused(sentence('say-why'));
  return { ...everywhere(open, args), reason: args.reason };
};

async function formatIn(path: string | undefined): Promise<BankFormat | undefined> {
  return path === undefined ? undefined : readBankFormat(parseYaml(String(await contentOf(path))));
}

/** Makes the file of a batch that was just made, and tells of both. */
async function writeAndTell(
  open: Connection,
  paying: act.Paying,
  { made, file, asJson }: { made: act.Made; file: string; asJson: boolean | undefined },
): Promise<void> {
  const acting = { sql: open.sql, by: commandLine() };
  await writeClosedFile(file, await act.openBankFile(acting, { ...paying, batch: made.id }));
  const leftOut = made.leftOut.map(({ field, ...said }) => ({ row: field, why: tellIn(terminalLanguage(), said) }));
  if (asJson) return printJson({ ...made, leftOut, file });
  for (const { row, why } of leftOut) progress(`${row}: ${why}`);
  const sum = quantityOf('cny', made.fen);
  process.stdout.write(
    terminalLanguage() === 'en'
      ? `Batch ${made.id}${made.repeated ? ' (made before)' : ''}: ${made.rows} rows, ${sum} yuan; receipt ${made.receipt}; ${made.left} left out. ${file}\n`
      : `批次 ${made.id}${made.repeated ? '（此前已生成）' : ''}：${made.rows} 行，${sum} 元；回执号 ${made.receipt}；未列入 ${made.left} 行。${file}\n`,
  );
}

const make = defineCommand({
  meta: { name: 'make', description: 'Freeze the rows that are still owed money, and write the file for the bank' },
  args: {
    campaign,
    list,
    purse: { type: 'string', description: 'The purse (专款) that pays', required: true },
    store: { type: 'string', description: 'Code of the region whose store pays', required: true },
    region: { type: 'string', description: 'Only rows of this region' },
    ...format,
    out,
    leave,
    reason,
    key,
    json,
  },
  async run({ args }) {
    const described = await formatIn(args.format);
    await connected(async (open) => {
      const paying = payingOf(open, args);
      const made = await act.makeBatch(
        { sql: open.sql, by: commandLine() },
        {
          ...{ ...paying, key: bookingOf(args).key, list: args.list, purse: args.purse, store: args.store },
          ...{ region: args.region ?? null, bank: args.bank, format: described, leave: args.leave === true },
        },
      );
      await writeAndTell(open, paying, { made, file: args.out, asJson: args.json });
    });
  },
});

const write = defineCommand({
  meta: { name: 'write', description: 'Write the file of a batch again, the same bytes' },
  args: { campaign, batch, out, reason },
  async run({ args }) {
    await connected(async (open) => {
      const paying = payingOf(open, args);
      const acting = { sql: open.sql, by: commandLine() };
      const pieces = await act.openBankFile(acting, { ...paying, batch: wholeNumber('batch', args.batch) });
      await writeClosedFile(args.out, pieces);
      process.stdout.write(`${args.out}\n`);
    });
  },
});

const read = defineCommand({
  meta: {
    name: 'read',
    description: 'Read what the bank has answered: it is booked as a whole, or set aside with its faults',
  },
  args: {
    campaign,
    batch,
    file: { type: 'positional', description: 'The file of the bank', required: true },
    format: { type: 'string', description: 'A YAML file with another format than that of the batch' },
    json,
  },
  async run({ args }) {
    const described = await formatIn(args.format);
    await connected(async (open) => {
      const source = { file: basename(args.file), path: args.file };
      const asked = { ...everywhere(open, args), batch: wholeNumber('batch', args.batch) };
      const done = await readBankResult({ sql: open.sql, by: commandLine() }, { ...asked, source, format: described });
      if (args.json) return printJson(done);
      const [paid, failed] = [quantityOf('cny', done.paidFen), quantityOf('cny', done.failedFen)];
      process.stdout.write(
        terminalLanguage() === 'en'
          ? `${done.repeated ? 'Booked before' : 'Booked'}: ${done.paid} rows paid (${paid} yuan), ${done.failed} failed (${failed} yuan); receipt ${done.receipt}.\n`
          : `${done.repeated ? '此前已记账' : '已记账'}：成功 ${done.paid} 行（${paid} 元），失败 ${done.failed} 行（${failed} 元）；回执号 ${done.receipt}。\n`,
      );
    });
  },
});

const correct = defineCommand({
  meta: { name: 'correct', description: 'Make the one batch that pays again what has failed of another, and its file' },
  args: { campaign, batch, ...format, out, leave, reason, key, json },
  async run({ args }) {
    const described = await formatIn(args.format);
    await connected(async (open) => {
      const paying = payingOf(open, args);
      const made = await act.correctBatch(
        { sql: open.sql, by: commandLine() },
        {
          ...{
            ...paying,
            key: bookingOf(args).key,
            batch: wholeNumber('batch', args.batch),
            leave: args.leave === true,
          },
          ...{ bank: args.bank, format: described },
        },
      );
      await writeAndTell(open, paying, { made, file: args.out, asJson: args.json });
    });
  },
});

/** Accounts on a command line would stay in the shell's history. */
async function mendedIn(file: string): Promise<Mended[]> {
  const bytes = await contentOf(file);
  const broken = () => new Refused(sentence('bank-mend-file', { file }));
  let lines: Record<string, string>[];
  try {
    lines = parseCsv(bytes, { bom: true, columns: true, skip_empty_lines: true, trim: true }) as Record<
      string,
      string
    >[];
  } catch {
    throw broken();
  }
  if (lines.length === 0) throw broken();
  return lines.map(({ row = '', account = '', holder = '' }) => {
    if (!/^\d{1,15}$/.test(row)) throw broken();
    return { row: Number(row), ...(account !== '' && { account }), ...(holder !== '' && { holder }) };
  });
}

const mend = defineCommand({
  meta: { name: 'mend', description: 'Change accounts and holders of rows that wait for their payment' },
  args: {
    campaign,
    list,
    file: { type: 'positional', description: 'CSV file with the headings row,account,holder', required: true },
    reason,
    json,
  },
  async run({ args }) {
    const rows = await mendedIn(args.file);
    await connected(async (open) => {
      const acting = { sql: open.sql, by: commandLine() };
      const done = await act.mendAccounts(acting, { ...payingOf(open, args), list: args.list, rows });
      if (args.json) return printJson(done);
      process.stdout.write(terminalLanguage() === 'en' ? `${done.rows} rows mended.\n` : `已更正 ${done.rows} 行。\n`);
    });
  },
});

const withdraw = defineCommand({
  meta: {
    name: 'withdraw',
    description: 'Take back what the bank has not answered of a batch; these rows are free again',
  },
  args: { campaign, batch, reason, json },
  async run({ args }) {
    await connected(async (open) => {
      const asked = { ...payingOf(open, args), batch: wholeNumber('batch', args.batch) };
      const done = await act.withdrawBatch({ sql: open.sql, by: commandLine() }, asked);
      if (args.json) return printJson(done);
      process.stdout.write(
        terminalLanguage() === 'en' ? `Batch ${done.id} is withdrawn.\n` : `批次 ${done.id} 已撤回。\n`,
      );
    });
  },
});

/** A page of the terminal. */
const AT_ONCE = 500;

const listBatches = defineCommand({
  meta: {
    name: 'list',
    description: 'The batches of a campaign; or the lines of one that have failed, with masked names',
  },
  args: {
    campaign,
    batch: { type: 'string', description: 'Number of a batch: its failed lines' },
    after: { type: 'string', description: 'The last line of the page before' },
    json,
  },
  async run({ args }) {
    const of = { campaign: args.campaign, top: null };
    await connected(async ({ sql }) => {
      if (args.batch === undefined) {
        const found = await batchesOf(sql, { ...of, limit: AT_ONCE });
        if (args.json) return printJson(found);
        return printTable(
          ['batch', 'list', 'purse', 'store', 'bank', 'rows', 'sum', 'open', 'paid', 'failed', 'corrects', 'withdrawn'],
          found.map((one) => [
            ...[one.id, one.list, one.purse, one.store, one.bank, one.rows, quantityOf('cny', one.fen)],
            ...[one.open, one.paid, one.failed, one.corrects, one.withdrawnAt],
          ]),
        );
      }
      const { id } = await batchIn(sql, { ...of, batch: wholeNumber('batch', args.batch) });
      const after = args.after === undefined ? 0 : wholeNumber('after', args.after);
      const failed = await linesOf(sql, { batch: id, state: 'failed', after, limit: AT_ONCE });
      if (args.json) return printJson(failed);
      printTable(
        ['line', 'row', 'unit', 'village', 'name', 'sum', 'why'],
        failed.map((one) => [
          one.line,
          one.row,
          one.unit,
          one.village,
          one.shown,
          quantityOf('cny', one.fen),
          one.reason,
        ]),
      );
    });
  },
});

/** Paying by card (一卡通). */
export const bank = defineCommand({
  meta: { name: 'bank', description: 'Pay rows to their accounts by a bank: its file, its answer, what has failed' },
  subCommands: { make, write, read, correct, mend, withdraw, list: listBatches },
});
