import { basename } from 'node:path';
import { defineCommand } from 'citty';
import { moveSlots, setQuotas } from '../../actions/list/quotas';
import type { Language } from '../../domain/campaign/definition/definition';
import { Refused, sentence, tellIn } from '../../domain/text/refusal';
import type { Queries } from '../../store/db/db';
import { type ListAddress, limitedList, type QuotasGiven, quotasOf, quotaTotals } from '../../store/list/quotas';
import { lookAtQuotas } from '../../store/list/tables/quota-table';
import { connected, withCampaigns } from '../connection';
import { contentOf } from '../files-named';
import { languageAsked } from '../language';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';

interface Given extends ListAddress {
  /** What stands behind the list: a file, or the rest of `--set` and `--move`. */
  rest: string[];
  reason: string | undefined;
  asJson: boolean;
  language: Language;
}

/** The command line may change everything. */
const top = null;

const reasonOf = ({ reason }: Given): string => {
  if (!reason?.trim()) throw new Refused(sentence('say-why'));
  return reason;
};

async function show({ campaign, list, asJson, language }: Given): Promise<void> {
  await connected(async ({ sql }) => {
    const { locked } = await limitedList(sql, { campaign, list });
    const [quotas, totals] = [
      await quotasOf(sql, { campaign, list, top }),
      await quotaTotals(sql, { campaign, list, top }),
    ];
    if (asJson) return printJson({ list, locked, totals, quotas });
    const words = WORDS[language];
    printTable(words.head(locked), [
      ...quotas.map(({ unit, name, category, slots, used, burnt, free }) => [
        unit,
        name,
        category,
        slots,
        used,
        burnt,
        free,
      ]),
      ...totals.map(({ category, slots, used, burnt, free }) => [words.total, '', category, slots, used, burnt, free]),
    ]);
  });
}

async function take(given: Given, path: string, write: boolean): Promise<void> {
  const { campaign, list, asJson, language } = given;
  const file = { file: basename(path), bytes: await contentOf(path) };
  const looked = async (sql: Queries) => {
    const { difference, quotas: wanted, notes } = await lookAtQuotas(sql, { campaign, list, top, file });
    for (const note of notes) progress(tellIn(language, note));
    return { difference, wanted };
  };
  if (write) return tell(given, (sql) => looked(sql).then(({ wanted }) => wanted));
  await connected(async ({ sql }) => {
    const { difference } = await looked(sql);
    if (asJson) return printJson(difference);
    const { changed, same, unnamed } = difference;
    printTable(
      [...WORDS[language].change],
      changed.map(({ unit, category, before, slots, used }) => [unit, category, before, slots, used]),
    );
    progress(WORDS[language].looked({ changed: changed.length, same, unnamed: unnamed.length }));
  });
}

type Wanted = Parameters<typeof setQuotas>[1]['wanted'];

/** @param wantedIn finds what units are to have */
async function tell(given: Given, wantedIn: (sql: Queries) => Promise<Wanted>): Promise<void> {
  const { campaign, list } = given;
  const reason = reasonOf(given);
  await withCampaigns(async ({ sql, client }) => {
    const wanted = await wantedIn(sql);
    printGiven(given, await setQuotas({ sql, by: commandLine(), client }, { campaign, list, top, wanted, reason }));
  });
}

const slotsIn = (word: string | undefined): number => (/^\d{1,6}$/.test(word ?? '') ? Number(word) : Number.NaN);

async function set(given: Given, unit: string): Promise<void> {
  const [category = '', word] = given.rest;
  const slots = slotsIn(word);
  if (Number.isNaN(slots)) throw new Refused(sentence('quota-words', { words: '--set CODE CATEGORY SLOTS' }));
  await tell(given, async () => [{ unit, category, slots }]);
}

async function move(given: Given, from: string): Promise<void> {
  const { campaign, list } = given;
  const [to = '', category = '', word] = given.rest;
  const slots = slotsIn(word);
  if (Number.isNaN(slots)) throw new Refused(sentence('quota-words', { words: '--move FROM TO CATEGORY SLOTS' }));
  const reason = reasonOf(given);
  await withCampaigns(async ({ sql, client }) => {
    const moving = { campaign, list, top, move: { from, to, category, slots }, reason };
    printGiven(given, await moveSlots({ sql, by: commandLine(), client }, moving));
  });
}

function printGiven({ asJson, language }: Given, told: QuotasGiven): void {
  if (asJson) printJson(told);
  else process.stdout.write(`${WORDS[language].given(told)}\n`);
}

const WORDS = {
  'zh-CN': {
    total: '合计',
    head: (locked: boolean) => ['单位', '名称', '类别', '分配', '已用', '作废', locked ? '空缺' : '剩余'],
    change: ['单位', '类别', '原有', '改为', '已用'],
    looked: ({ changed, same, unnamed }: { changed: number; same: number; unnamed: number }) =>
      `将改动 ${changed} 处，${same} 处不变，表中没有写的 ${unnamed} 处保留。没有写入；确认后加 --write --reason "原因"。`,
    given: ({ receipt, repeated, changed }: QuotasGiven) =>
      repeated ? `没有变化，回执号 ${receipt ?? '—'}。` : `已写入 ${changed} 处，回执号 ${receipt ?? '—'}。`,
  },
  en: {
    total: 'Total',
    head: (locked: boolean) => ['Unit', 'Name', 'Category', 'Slots', 'Used', 'Burnt', locked ? 'Empty' : 'Free'],
    change: ['Unit', 'Category', 'Before', 'After', 'Used'],
    looked: ({ changed, same, unnamed }: { changed: number; same: number; unnamed: number }) =>
      `${changed} change, ${same} stay, ${unnamed} that the table does not name stay. Nothing was written; add --write --reason "why".`,
    given: ({ receipt, repeated, changed }: QuotasGiven) =>
      repeated ? `Nothing changes; receipt ${receipt ?? '—'}.` : `${changed} written; receipt ${receipt ?? '—'}.`,
  },
} as const;

export default defineCommand({
  meta: { name: 'quotas', description: 'The slots of a list (分配表): show them, take a table, set or move some' },
  args: {
    campaign: { type: 'positional', description: 'Id of the campaign', required: true },
    list: { type: 'positional', description: 'Id of the list', required: true },
    file: { type: 'positional', description: 'Table of units and slots, .csv, .xlsx or .xls', required: false },
    write: { type: 'boolean', description: 'Write what the table says; without it only the difference is shown' },
    set: { type: 'string', description: 'CODE CATEGORY SLOTS: give a unit this many slots' },
    move: { type: 'string', description: 'FROM TO CATEGORY SLOTS: move slots from one unit to another' },
    reason: { type: 'string', description: 'Why, for the audit log; needed for every change' },
    language: { type: 'enum', options: ['zh-CN', 'en'], description: 'Language of headings and reasons' },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    const { campaign, list, reason } = args;
    const language = languageAsked(args.language);
    const rest = args._.slice(2);
    const given = { campaign, list, rest, reason, asJson: args.json === true, language };
    const [path] = rest;
    if (args.set !== undefined) await set(given, args.set);
    else if (args.move !== undefined) await move(given, args.move);
    else if (path !== undefined) await take(given, path, args.write === true);
    else await show(given);
  },
});
