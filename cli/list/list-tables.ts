import { basename, extname } from 'node:path';
import { defineCommand } from 'citty';
import { exportListTable, importListTable, lookAtListTable } from '../../actions/list/list-tables';
import type { Language } from '../../domain/campaign/definition/definition';
import { Refused, sentence, tellIn } from '../../domain/text/refusal';
import { holdLittleMemory } from '../../store/db/little-memory';
import { fileAt, writeTemplate } from '../../store/list/tables/export/file';
import { type ListDifference, ListImportError } from '../../store/list/tables/import/import';
import type { ListReceipt } from '../../store/list/tables/import/receipts';
import { listOf } from '../../store/list/tables/list-of';
import { peopleKey } from '../../store/people/sealed/people-key';
import { connected } from '../connection';
import { languageAsked, refusingIn } from '../language';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';
import { tellDifference, WORDS } from './list-words';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const campaign = { type: 'positional', description: 'Id of the campaign', required: true } as const;
const list = { type: 'positional', description: 'Id of the list in its definition', required: true } as const;
const language = {
  type: 'enum' as const,
  options: ['zh-CN', 'en'],
  description: 'Language of headings and reasons; that of the terminal when left out',
};
const out = { type: 'string', description: 'File to write, .xlsx or .csv', required: true } as const;

/** The command line may change every unit. */
const EVERYTHING = { top: null };

const pairsIn = (given: string | undefined): string[] => (given ?? '').split(/[,，;；]/).filter((pair) => pair.trim());

export const importTable = defineCommand({
  meta: {
    name: 'import',
    description: 'Look at a table of rows: what is new, changed, clashing; then import it, all or nothing',
  },
  args: {
    campaign,
    list,
    file: { type: 'positional', description: 'A roster as offices keep it, .csv, .xlsx or .xls', required: true },
    confirm: { type: 'string', description: 'Import exactly what was looked at: the digest that the look has printed' },
    yes: { type: 'boolean', description: 'Import without a look before' },
    mapping: {
      type: 'string',
      description:
        'What headings of the table mean: "当家人=户主姓名,老伴=name@1"; an import keeps it for the next tables',
    },
    consent: { type: 'boolean', description: 'All on the table know of it and agree, as on signed paper' },
    problems: { type: 'string', description: 'File for all problems, if there are any (CSV)' },
    language,
    json,
  },
  async run({ args }) {
    holdLittleMemory();
    const reader = languageAsked(args.language);
    await refusingIn(reader, () =>
      connected(async ({ env, sql }) => {
        const table = {
          campaign: args.campaign,
          list: args.list,
          source: { file: basename(args.file), path: args.file },
          people: peopleKey(env.PEOPLE_KEY),
          mapped: pairsIn(args.mapping),
          consent: args.consent ?? false,
          problems: {
            path: args.problems ?? `${basename(args.file, extname(args.file))}.problems.csv`,
            language: reader,
          },
          ...EVERYTHING,
        };
        const acting = { sql, by: commandLine() };
        if (!args.yes && args.confirm === undefined) {
          const looked = await lookAtListTable(acting, table);
          if ('receipt' in looked) return tellReceipt(looked.receipt, { repeated: true, reader, asJson: args.json });
          return showDifference(looked.difference, { reader, asJson: args.json });
        }
        try {
          const done = await importListTable(acting, { ...table, confirm: args.confirm ?? null });
          for (const note of done.difference?.notes ?? []) progress(tellIn(reader, note));
          tellReceipt(done.receipt, { repeated: done.repeated, reader, asJson: args.json });
        } catch (error) {
          if (error instanceof ListImportError)
            showDifference(error.difference, { reader, asJson: args.json, quiet: true });
          throw error;
        }
      }),
    );
  },
});

interface Telling {
  reader: Language;
  asJson: boolean | undefined;
}

function tellReceipt(receipt: ListReceipt, { repeated, reader, asJson }: Telling & { repeated: boolean }): void {
  if (asJson) printJson({ ...receipt, repeated });
  else process.stdout.write(`${WORDS[reader].receipt(receipt, repeated)}\n`);
}

/** @throws Refused when something keeps the table from being imported, unless the caller says so */
function showDifference(
  difference: ListDifference,
  { reader, asJson, quiet = false }: Telling & { quiet?: boolean },
): void {
  const { shownFlaws, notes, keptRows, ...rest } = difference;
  const flaws = shownFlaws.map(({ file, row, column, ...said }) => ({
    ...{ file, row, column, code: said.code },
    reason: tellIn(reader, said),
  }));
  const kept = keptRows.map(({ why, ...row }) => ({ ...row, code: why.code, reason: tellIn(reader, why) }));
  if (asJson) printJson({ ...rest, keptRows: kept, notes: notes.map((note) => tellIn(reader, note)), problems: flaws });
  else {
    for (const note of notes) progress(tellIn(reader, note));
    tellDifference(difference, reader);
    if (flaws.length > 0)
      printTable(
        [...WORDS[reader].flaw],
        flaws.map(({ file, row, column, reason }) => [file, row, column, reason]),
      );
  }
  if (difference.problemsFile) progress(WORDS[reader].problems(difference.flaws, difference.problemsFile));
  if (!quiet && difference.flaws > 0) throw new ListImportError(difference);
}

export const exportTable = defineCommand({
  meta: { name: 'export', description: 'Write the rows of a list as a table, to be edited and imported again' },
  args: {
    campaign,
    list,
    out,
    reason: {
      type: 'string',
      description: 'Why; it stands in the audit log, for names and numbers are written in full',
      required: true,
    },
    language,
    json,
  },
  async run({ args }) {
    if (!args.reason.trim()) throw new Refused(sentence('say-why'));
    const reader = languageAsked(args.language);
    await refusingIn(reader, () =>
      connected(async ({ env, sql }) => {
        const rows = await exportListTable(
          { sql, by: commandLine() },
          {
            ...{ campaign: args.campaign, list: args.list, to: fileAt(args.out), language: reader },
            ...{ people: peopleKey(env.PEOPLE_KEY), reason: args.reason, ...EVERYTHING },
          },
        );
        if (args.json) printJson({ file: args.out, rows });
        else process.stdout.write(`${WORDS[reader].exported(args.out, rows)}\n`);
      }),
    );
  },
});

export const template = defineCommand({
  meta: { name: 'template', description: 'Write an empty table of a list, for offices to fill in' },
  args: { campaign, list, out, language, json },
  async run({ args }) {
    const reader = languageAsked(args.language);
    await refusingIn(reader, () =>
      connected(async ({ sql }) => {
        const { listed } = await listOf(sql, args);
        await writeTemplate(fileAt(args.out), { listed, language: reader });
        if (args.json) printJson({ file: args.out });
        else process.stdout.write(`${args.out}\n`);
      }),
    );
  },
});
