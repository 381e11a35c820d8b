import { defineCommand } from 'citty';
import * as register from '../../actions/people/register';
import { removeKind } from '../../actions/region-kinds';
import type { Language } from '../../domain/campaign/definition/definition';
import { Refused, type Sentence, sentence, tellIn } from '../../domain/text/refusal';
import {
  type CheckedRegister,
  checkSheets,
  readFiles,
  type Sheets,
  sheetsOf,
} from '../../store/people/tables/check/check';
import { type BadCell, wordCell } from '../../store/people/tables/check/flaw';
import { type ExportedRegister, type Written, writeTables } from '../../store/people/tables/export';
import { ImportError, lookAt } from '../../store/people/tables/import';
import { bothMappings, keptMappings, type Mapping, mappingsOf } from '../../store/people/tables/mappings';
import { registerInParts } from '../../store/people/tables/samples/generate';
import { SAMPLES, sampleRegister } from '../../store/people/tables/samples/sample-trees';
import type { RawTable } from '../../store/people/tables/table';
import { tablesAt } from '../files-named';
import { languageAsked, refusingIn, terminalLanguage } from '../language';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';
import { database, EVERYTHING } from './register-database';
import { importMapFile } from './register-map';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const files = {
  type: 'positional',
  description: 'Tables of regions, contacts and kinds, .csv, .xlsx or .xls, in any order, or a folder of them',
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
const map = {
  type: 'string',
  description: 'What headings of the tables mean: "村名=name,电话=phone"; an import keeps it for the next tables',
} as const;
const out = { type: 'string', description: 'Folder for regions.csv and contacts.csv', required: true } as const;

const pairsIn = (given: string | undefined): string[] => (given ?? '').split(/[,，;；]/).filter((pair) => pair.trim());

const importTables = defineCommand({
  meta: { name: 'import', description: 'Import regions and contacts, all or nothing; again to update' },
  args: { files, map, language: reasonsIn, json },
  async run({ args }) {
    const language = languageAsked(args.language);
    await refusingIn(language, async () => {
      const mapped = mappingsOf(pairsIn(args.map));
      const raw = await readFiles(await tablesAt(args._));
      const { sql, close } = await database();
      try {
        const imported = await register.importTables({ sql, by: commandLine() }, { raw, mapped, ...EVERYTHING });
        tellLeftOut(imported.leftOut, language);
        const { regions, contacts, kinds, leftOut } = imported;
        const counts = { regions, contacts, ...(kinds > 0 && { kinds }) };
        if (args.json) printJson({ ...counts, leftOut: worded(leftOut, language), bad: [] });
        else process.stdout.write(`${WORDS[language].imported(regions, contacts, kinds)}\n`);
      } catch (error) {
        if (error instanceof ImportError) showBad(error.cells, { language, asJson: args.json });
        throw error;
      } finally {
        await close();
      }
    });
  },
});

const check = defineCommand({
  meta: { name: 'check', description: 'Check tables without importing them; lists every bad cell' },
  args: { files, map, language: reasonsIn, json },
  async run({ args }) {
    const language = languageAsked(args.language);
    await refusingIn(language, async () => {
      const { checked, sheets } = await checkFiles(
        await readFiles(await tablesAt(args._)),
        mappingsOf(pairsIn(args.map)),
        language,
      );
      const { regions, contacts, bad } = checked;
      tellLeftOut(sheets.leftOut, language);
      if (bad.length > 0) {
        showBad(bad, { language, asJson: args.json, leftOut: sheets.leftOut });
        throw new Refused(sentence('check-bad-cells', { count: bad.length }));
      }
      const counts = { regions: regions.length, contacts: contacts.length };
      if (args.json) printJson({ ...counts, leftOut: worded(sheets.leftOut, language), bad: [] });
      else process.stdout.write(`${WORDS[language].good(counts.regions, counts.contacts)}\n`);
    });
  },
});

interface Looked {
  checked: CheckedRegister;
  sheets: Sheets;
}

/** Problems that the register may solve. */
const ASKS_REGISTER = [
  'parent-unknown',
  'region-unknown',
  'place-unknown',
  'kind-unknown',
  'column-missing',
  'no-headings',
];

/** Asks the database only when the tables name regions or headings that they do not define. */
async function checkFiles(raw: RawTable[][], mapped: Mapping[], language: Language): Promise<Looked> {
  const alone = lookAlone(raw, mapped);
  const codes = alone instanceof Refused ? [alone.code] : alone.checked.bad.map(({ code }) => code);
  if (codes.some((code) => ASKS_REGISTER.includes(code))) {
    const looked = await lookWithRegister(raw, mapped, language);
    if (looked) return looked;
  }
  if (alone instanceof Refused) throw alone;
  return alone;
}

function lookAlone(raw: RawTable[][], mapped: Mapping[]): Looked | Refused {
  try {
    const sheets = sheetsOf(raw, bothMappings(mapped, []));
    return { sheets, checked: checkSheets({ sheets, known: [] }) };
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

/** @returns null without a register. */
async function lookWithRegister(raw: RawTable[][], mapped: Mapping[], language: Language): Promise<Looked | null> {
  const opened = await database().catch((error: Error) => {
    const reason = error instanceof Refused ? error.say(language) : error.message;
    progress(tellIn(language, sentence('checked-alone', { reason })));
    return null;
  });
  if (!opened) return null;
  try {
    const sheets = sheetsOf(raw, bothMappings(mapped, await keptMappings(opened.sql, null)));
    return { sheets, checked: (await lookAt(opened.sql, sheets, EVERYTHING)).checked };
  } finally {
    await opened.close();
  }
}

const worded = (said: readonly Sentence[], language: Language) =>
  said.map((one) => ({ code: one.code, message: tellIn(language, one) }));

function tellLeftOut(said: readonly Sentence[], language: Language): void {
  for (const one of said) progress(tellIn(language, one));
}

function showBad(
  cells: readonly BadCell[],
  { language, asJson, leftOut = [] }: { language: Language; asJson: boolean | undefined; leftOut?: Sentence[] },
): void {
  const rows = cells.map((cell) => wordCell(language, cell));
  if (asJson) printJson({ regions: 0, contacts: 0, leftOut: worded(leftOut, language), bad: rows });
  else
    printTable(
      [...WORDS[language].badCell],
      rows.map(({ file, row, column, value, reason }) => [file, row, column, value, reason]),
    );
}

type Files = Record<'regions' | 'contacts', string>;
type Counts = Record<'regions' | 'contacts', number>;

const WORDS = {
  'zh-CN': {
    badCell: ['文件', '行', '列', '值', '原因'],
    good: (regions: number, contacts: number) => `检查通过：可以导入 ${regions} 个地区、${contacts} 名联系人。`,
    imported: (regions: number, contacts: number, kinds: number) =>
      `已导入 ${regions} 个地区、${contacts} 名联系人${kinds > 0 ? `、${kinds} 个种类` : ''}。`,
    wrote: (files: Files, { regions, contacts }: Counts) =>
      `${files.regions}：${regions} 个地区\n${files.contacts}：${contacts} 名联系人\n`,
    noKind: (kind: string) => `名册里不再有种类 ${kind}。`,
    noDuty: (region: string, role: string) => `${region} 不再有 ${role}。`,
  },
  en: {
    badCell: ['File', 'Row', 'Column', 'Value', 'Reason'],
    good: (regions: number, contacts: number) => `Good: ${regions} regions and ${contacts} contacts can be imported.`,
    imported: (regions: number, contacts: number, kinds: number) =>
      `Imported ${regions} regions and ${contacts} contacts${kinds > 0 ? `, and ${kinds} kinds` : ''}.`,
    wrote: (files: Files, { regions, contacts }: Counts) =>
      `${files.regions}: ${regions} regions\n${files.contacts}: ${contacts} contacts\n`,
    noKind: (kind: string) => `The register has no kind ${kind} any more.`,
    noDuty: (region: string, role: string) => `${region} has no ${role} any more.`,
  },
} as const;

const generate = defineCommand({
  meta: { name: 'generate', description: 'Invent a register of any size with the shape of a real one' },
  args: {
    villages: {
      type: 'string',
      description: 'How many villages; above 1,000 a city, above 10,000 a province, above 100,000 a country',
    },
    sample: { type: 'enum', options: [...SAMPLES], description: 'One of the shipped samples instead' },
    seed: { type: 'string', description: 'The same seed gives the same register', default: '1' },
    prefix: { type: 'string', description: 'Code of the top, six digits' },
    out,
    language: headingsIn,
    json,
  },
  async run({ args }) {
    const sample = SAMPLES.find((name) => name === args.sample);
    if (!sample && !args.villages) throw new Refused(sentence('villages-or-sample'));
    const parts = sample
      ? [sampleRegister(sample)]
      : registerInParts({
          villages: Number(args.villages),
          seed: Number(args.seed),
          ...(args.prefix !== undefined && { prefix: args.prefix }),
        });
    await write(parts, args);
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
    if (!args.reason.trim()) throw new Refused(sentence('say-why'));
    const { sql, close } = await database();
    try {
      const rows = await register.takeRegister({ sql, by: commandLine() }, { reason: args.reason });
      await write([rows], args);
    } finally {
      await close();
    }
  },
});

/** A country has more rows than one file may have, and than fit into memory: each of its parts has files of its own. */
async function write(
  parts: Iterable<ExportedRegister>,
  args: { out: string; language: string; json?: boolean | undefined },
): Promise<void> {
  const written: Written[] = [];
  const sum = { regions: 0, contacts: 0 };
  for (const rows of parts) {
    const counts = { regions: rows.regions.length, contacts: rows.contacts.length };
    const part = written.length + 1;
    const paths = await writeTables({ rows, dir: args.out, language: languageAsked(args.language), part });
    written.push(paths);
    sum.regions += counts.regions;
    sum.contacts += counts.contacts;
    if (!args.json) process.stdout.write(WORDS[terminalLanguage()].wrote(paths, counts));
  }
  const [files, ...more] = written;
  if (args.json) printJson({ ...sum, files, ...(more.length > 0 && { more }) });
}

const removeRegionKind = defineCommand({
  meta: { name: 'remove-kind', description: 'Remove a kind of region that nothing uses' },
  args: { kind: { type: 'positional', description: 'Code of the kind', required: true } },
  async run({ args }) {
    const { sql, close } = await database();
    try {
      await removeKind({ sql, by: commandLine() }, args.kind);
      process.stdout.write(`${WORDS[terminalLanguage()].noKind(args.kind)}\n`);
    } finally {
      await close();
    }
  },
});

const removeDuty = defineCommand({
  meta: {
    name: 'remove-duty',
    description: 'Remove a duty that nobody is to have any more; its messages go to nobody',
  },
  args: {
    region: { type: 'positional', description: 'Code of the region', required: true },
    role: { type: 'string', description: 'Which duty: contact, deputy, or a word such as 值班员', required: true },
    reason: { type: 'string', description: 'Why, for the audit log, naming nobody', required: true },
  },
  async run({ args }) {
    const { region, role, reason } = args;
    if (!reason.trim()) throw new Refused(sentence('say-why'));
    const { sql, close } = await database();
    try {
      await register.removeDuty({ sql, by: commandLine() }, { region, role, reason, top: EVERYTHING.top });
      process.stdout.write(`${WORDS[terminalLanguage()].noDuty(region, role)}\n`);
    } finally {
      await close();
    }
  },
});

export default defineCommand({
  meta: { name: 'register', description: 'The regions and their contacts' },
  subCommands: {
    import: importTables,
    check,
    map: importMapFile,
    generate,
    export: exportTables,
    'remove-duty': removeDuty,
    'remove-kind': removeRegionKind,
  },
});
