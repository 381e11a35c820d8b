import { writeFile } from 'node:fs/promises';
import { defineCommand } from 'citty';
import { printRows } from '../../actions/print/rows';
import { giveUpTemplate, keepTemplate } from '../../actions/print/templates';
import { PRINT_NAMES, type PrintName, printOf } from '../../domain/print/prints';
import { isFit } from '../../domain/print/tags';
import { Refused, sentence } from '../../domain/text/refusal';
import { printNote, printPosting } from '../../reporting/print/public-prints';
import { lookAtTemplate, refuseUnfit } from '../../reporting/print/template-file';
import { peopleKey } from '../../store/people/sealed/people-key';
import { findPosting } from '../../store/posting/posted';
import { templateFor } from '../../store/print/templates';
import { wholeNumber } from '../arguments';
import { connected } from '../connection';
import { contentOf } from '../files-named';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const out = { type: 'string', description: 'File to write, .docx', required: true } as const;
const print = { type: 'positional', description: PRINT_NAMES.join(', '), required: true } as const;
const file = { type: 'positional', description: 'Word document (.docx)', required: true } as const;
const office = { type: 'string', description: 'Code of the office’s region; for everybody when left out' } as const;
const campaign = { type: 'positional', description: 'Campaign id', required: true } as const;

/** @throws Refused for a word that names no printed form */
function named(word: string): PrintName {
  const found = PRINT_NAMES.find((one) => one === word);
  if (found) return found;
  throw new Refused(sentence('print-unknown', { print: word, known: PRINT_NAMES.join(', ') }));
}

/** Names of people stand in it, so only its owner reads it. */
const write = (path: string, bytes: Buffer): Promise<void> => writeFile(path, bytes, { mode: 0o600 });

const forms = defineCommand({
  meta: { name: 'forms', description: 'The printed forms, what their templates may say, and whose template counts' },
  args: { region: office, json },
  async run({ args }) {
    await connected(async ({ sql }) => {
      const found = await Promise.all(
        PRINT_NAMES.map(async (name) => {
          const { kept, digest } = await templateFor(sql, name, args.region ?? null);
          return { print: name, ...printOf(name), digest, kept };
        }),
      );
      if (args.json) return printJson(found);
      for (const { print: name, name: words, placeholders, kept } of found) {
        progress(
          `${name} · ${words['zh-CN']} · ${kept ? `kept at ${kept.at} for ${kept.region ?? 'everybody'}` : 'shipped'}`,
        );
        printTable(
          ['mark', 'means', 'inside', 'needed'],
          placeholders.map(({ name: mark, means, kind, inside, needed }) => [
            ...[
              kind === 'each' || kind === 'when' ? `{#${mark}}…{/${mark}}` : `{${mark}}`,
              means.en ?? '',
              inside ?? '',
            ],
            needed ? 'yes' : '',
          ]),
        );
      }
    });
  },
});

const template = defineCommand({
  meta: { name: 'template', description: 'Write the template that counts, to be changed in Word' },
  args: { print, out, region: office },
  async run({ args }) {
    await connected(async ({ sql }) => {
      const { file: bytes } = await templateFor(sql, named(args.print), args.region ?? null);
      await writeFile(args.out, bytes);
      process.stdout.write(`${args.out}\n`);
    });
  },
});

const check = defineCommand({
  meta: { name: 'check', description: 'Which marks a template has and lacks, and which it must not have' },
  args: { print, file, json },
  async run({ args }) {
    const name = named(args.print);
    const checked = await lookAtTemplate(name, await contentOf(args.file));
    if (args.json) printJson({ ...checked, fit: isFit(checked) });
    else {
      process.stdout.write(`has: ${checked.has.join(' ')}\nlacks: ${checked.lacks.join(' ')}\n`);
    }
    refuseUnfit(name, checked);
  },
});

const keep = defineCommand({
  meta: { name: 'keep', description: 'Put a template in the place of the one before' },
  args: { print, file, region: office, json },
  async run({ args }) {
    await connected(async ({ sql }) => {
      const kept = { print: named(args.print), region: args.region ?? null, file: await contentOf(args.file) };
      const { digest, check: checked } = await keepTemplate({ sql, by: commandLine() }, kept);
      if (args.json) printJson({ digest, ...checked });
      else process.stdout.write(`${kept.print} ${digest.slice(0, 8)}\n`);
    });
  },
});

const giveUp = defineCommand({
  meta: { name: 'give-up', description: 'Let a kept template go: the shipped one counts again' },
  args: { print, region: office },
  async run({ args }) {
    await connected(({ sql }) =>
      giveUpTemplate({ sql, by: commandLine() }, { print: named(args.print), region: args.region ?? null }),
    );
  },
});

const ROW_PRINTS = ['roster', 'sign-sheet', 'letter'] as const;

const rows = defineCommand({
  meta: { name: 'rows', description: 'Print rows of a list in a township or village: roster, sheet to sign, letters' },
  args: {
    print: { type: 'positional', description: ROW_PRINTS.join(', '), required: true },
    campaign,
    list: { type: 'positional', description: 'Id of the list in the definition', required: true },
    region: { type: 'positional', description: 'Code of the village or township', required: true },
    out,
    reason: { type: 'string', description: 'Why names and numbers are in full; masked when left out' },
    json,
  },
  async run({ args }) {
    const wanted = ROW_PRINTS.find((one) => one === args.print);
    if (!wanted) throw new Refused(sentence('print-unknown', { print: args.print, known: ROW_PRINTS.join(', ') }));
    await connected(async ({ env, sql }) => {
      const { reason } = args;
      if (reason !== undefined && !reason.trim()) throw new Refused(sentence('say-why'));
      const printed = await printRows(
        { sql, by: commandLine() },
        {
          ...{ print: wanted, campaign: args.campaign, list: args.list, region: args.region, top: null },
          ...{ inFull: reason === undefined ? null : { people: peopleKey(env.PEOPLE_KEY), reason } },
          publicUrl: env.PUBLIC_URL,
        },
      );
      await write(args.out, printed.file);
      const { file: _, ...told } = printed;
      if (args.json) printJson({ file: args.out, ...told });
      else process.stdout.write(`${args.out}: ${printed.rows} rows, ${printed.digest.slice(0, 8)}\n`);
    });
  },
});

const posting = defineCommand({
  meta: { name: 'posting', description: 'Print the sheet of a posting from the office’s template, masked' },
  args: {
    posting: { type: 'positional', description: 'Number; `posting show` lists them', required: true },
    out,
  },
  async run({ args }) {
    await connected(async ({ env, sql }) => {
      const found = await findPosting(sql, { id: wholeNumber('posting', args.posting), top: null });
      if (!found) throw new Refused(sentence('unknown-posting', { posting: args.posting }));
      await write(args.out, await printPosting(sql, found, { publicUrl: env.PUBLIC_URL, secret: env.LINK_SECRET }));
      process.stdout.write(`${args.out}\n`);
    });
  },
});

const dispatch = defineCommand({
  meta: { name: 'dispatch', description: 'Print the note of a dispatch, and of what has come of it' },
  args: {
    campaign,
    dispatch: { type: 'positional', description: 'Number; `ledger ways` lists open ones', required: true },
    out,
  },
  async run({ args }) {
    await connected(async ({ sql }) => {
      const number = wholeNumber('dispatch', args.dispatch);
      const note = await printNote(sql, { campaign: args.campaign, dispatch: number, top: null });
      if (!note) throw new Refused(sentence('unknown-dispatch', { dispatch: args.dispatch }));
      await write(args.out, note);
      process.stdout.write(`${args.out}\n`);
    });
  },
});

/** Printed forms from Word templates. */
export default defineCommand({
  meta: { name: 'print', description: 'Printed forms (Word): rosters, sheets to sign, postings, notes, letters' },
  subCommands: { forms, template, check, keep, 'give-up': giveUp, rows, posting, dispatch },
});
