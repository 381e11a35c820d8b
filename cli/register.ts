import { defineCommand } from 'citty';
import type { Language } from '../domain/definition/definition';
import { commandLine } from '../register/actor';
import { audit } from '../register/audit-log';
import { connect, type Sql } from '../register/db';
import { refuseOldSchema } from '../register/migrate';
import { storedRegions } from '../register/regions';
import { type BadRow, type CheckedRegister, checkSheets, readSheets, type Sheets } from '../register/tables/check';
import { exportRegister, writeTables } from '../register/tables/export';
import { generateRegister } from '../register/tables/generate';
import { ImportError, importSheets } from '../register/tables/import';
import type { RegisterRows } from '../register/tables/rows';
import { SAMPLES, sampleRegister } from '../register/tables/sample-trees';
import { connection } from './connection';
import { printJson, printTable, progress } from './output';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const files = {
  type: 'positional',
  description: 'Tables of regions and contacts, .csv or .xlsx, in any order',
  required: true,
} as const;
const reasonsIn = {
  type: 'enum' as const,
  options: ['zh-CN', 'en'],
  description: 'Language of the reasons; that of the terminal when left out',
};
const headingsIn = {
  type: 'enum' as const,
  options: ['zh-CN', 'en'],
  description: 'Language of the headings',
  default: 'zh-CN',
};
const out = { type: 'string', description: 'Folder for regions.csv and contacts.csv', required: true } as const;

/** The register needs Postgres only, so DATABASE_URL alone will do; else that of the running `npm start`. */
async function database(): Promise<{ sql: Sql; close(): Promise<void> }> {
  const url = process.env.DATABASE_URL;
  if (!url) return connection();
  const sql = connect(url, { max: 2 });
  await refuseOldSchema(sql);
  return { sql, close: () => sql.end({ timeout: 5 }) };
}

const asLanguage = (word: string | undefined): Language => {
  if (word === 'zh-CN' || word === 'en') return word;
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL || LC_MESSAGES || LANG || '').startsWith('zh') ? 'zh-CN' : 'en';
};

const importTables = defineCommand({
  meta: { name: 'import', description: 'Import regions and contacts, all or nothing; again to update' },
  args: { files, language: reasonsIn, json },
  async run({ args }) {
    const sheets = await readSheets(args._);
    const { sql, close } = await database();
    try {
      const imported = await sql.begin(async (transaction) => {
        const stored = await importSheets(transaction, sheets, asLanguage(args.language));
        const { regions, contacts } = stored;
        await audit(transaction, commandLine(), 'edit-register', { what: 'import', regions, contacts });
        return stored;
      });
      tellIgnored(imported.ignored);
      if (args.json) printJson({ ...imported, bad: [] });
      else process.stdout.write(`Imported ${imported.regions} regions and ${imported.contacts} contacts.\n`);
    } catch (error) {
      if (error instanceof ImportError) showBad(error.rows, args.json);
      throw error;
    } finally {
      await close();
    }
  },
});

const check = defineCommand({
  meta: { name: 'check', description: 'Check tables without importing them; lists every bad cell' },
  args: { files, language: reasonsIn, json },
  async run({ args }) {
    const checked = await checkWithRegister(await readSheets(args._), asLanguage(args.language));
    const { regions, contacts, bad, ignored } = checked;
    tellIgnored(ignored);
    if (bad.length > 0) {
      showBad(bad, args.json);
      throw new Error(`${bad.length} bad cell${bad.length === 1 ? '' : 's'}: correct them, then check again`);
    }
    if (args.json) printJson({ regions: regions.length, contacts: contacts.length, ignored, bad });
    else process.stdout.write(`Good: ${regions.length} regions and ${contacts.length} contacts can be imported.\n`);
  },
});

/** Asks the database only when the tables name regions that they do not hold themselves. */
async function checkWithRegister(sheets: Sheets, wording: Language): Promise<CheckedRegister> {
  const alone = checkSheets({ sheets, known: [], language: wording });
  if (!alone.bad.some(({ code }) => code === 'parent-unknown' || code === 'region-unknown')) return alone;
  const opened = await database().catch((error: Error) => {
    progress(`Checked by the tables alone, without the regions imported before: ${error.message}`);
    return null;
  });
  if (!opened) return alone;
  try {
    return checkSheets({ sheets, known: await storedRegions(opened.sql), language: wording });
  } finally {
    await opened.close();
  }
}

function tellIgnored(headings: readonly string[]): void {
  if (headings.length > 0) progress(`Ignored, because the register has no such column: ${headings.join(', ')}`);
}

function showBad(rows: readonly BadRow[], asJson: boolean | undefined): void {
  if (asJson) printJson({ regions: 0, contacts: 0, bad: rows });
  else printTable(['File', 'Row', 'Column', 'Value', 'Reason'], rows.map(tableRow));
}

const tableRow = ({ file, row, column, value, reason }: BadRow) => [file, row, column, value, reason];

const generate = defineCommand({
  meta: { name: 'generate', description: 'Invent a register of any size with the shape of a real one' },
  args: {
    villages: { type: 'string', description: 'How many villages; above 1,000 a city of several counties' },
    sample: { type: 'enum', options: [...SAMPLES], description: 'One of the shipped samples instead' },
    seed: { type: 'string', description: 'The same seed gives the same register', default: '1' },
    prefix: { type: 'string', description: 'Code of the top, six digits' },
    out,
    language: headingsIn,
    json,
  },
  async run({ args }) {
    const sample = SAMPLES.find((name) => name === args.sample);
    if (!sample && !args.villages)
      throw new Error('Say how many villages (--villages 500) or which sample (--sample qiubei)');
    const rows = sample
      ? sampleRegister(sample)
      : generateRegister({
          villages: Number(args.villages),
          seed: Number(args.seed),
          ...(args.prefix !== undefined && { prefix: args.prefix }),
        });
    await write(rows, args);
  },
});

const exportTables = defineCommand({
  meta: { name: 'export', description: 'Write the register as tables, to be edited and imported again' },
  args: {
    out,
    reason: {
      type: 'string',
      description: 'Why; it stands in the audit log, for names and numbers are written in full',
      required: true,
    },
    language: headingsIn,
    json,
  },
  async run({ args }) {
    if (!args.reason.trim()) throw new Error('Say why: --reason "…". Names and numbers are written in full.');
    const { sql, close } = await database();
    try {
      const rows = await exportRegister(sql);
      const target = { what: 'export', contacts: rows.contacts.length, reason: args.reason };
      await audit(sql, commandLine(), 'reveal-people', target);
      await write(rows, args);
    } finally {
      await close();
    }
  },
});

async function write(
  rows: RegisterRows,
  args: { out: string; language: string; json?: boolean | undefined },
): Promise<void> {
  const paths = await writeTables({ rows, dir: args.out, language: asLanguage(args.language) });
  const counts = { regions: rows.regions.length, contacts: rows.contacts.length };
  if (args.json) printJson({ ...counts, files: paths });
  else
    process.stdout.write(
      `${paths.regions}: ${counts.regions} regions\n${paths.contacts}: ${counts.contacts} contacts\n`,
    );
}

export default defineCommand({
  meta: { name: 'register', description: 'The regions and their contacts' },
  subCommands: { import: importTables, check, generate, export: exportTables },
});
