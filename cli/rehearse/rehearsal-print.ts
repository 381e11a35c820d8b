import { DateTime } from 'luxon';
import { say as inLanguage, type Language } from '../../domain/campaign/definition/definition';
import { CHANNELS } from '../../domain/campaign/plan';
import { stageKind } from '../../domain/campaign/stage-kinds';
import type { Instant } from '../../domain/instant';
import type { ListSummary } from '../../rehearsal/audit/lists/list-summary';
import { PLACES } from '../../rehearsal/audit/personal/leaks';
import type { Summary } from '../../rehearsal/audit/summary';
import { printTable } from '../output';
import { placeWord, violationWord } from './rehearsal-words';

const HEADS = {
  'zh-CN': ['阶段', '开始', '到期', '锁定', '应报', '按时', '逾期', '未报', '提醒', '升级'],
  en: ['stage', 'opens', 'due', 'locks', 'expected', 'on time', 'late', 'missing', 'reminders', 'escalations'],
} satisfies Record<Language, string[]>;
const MESSAGE_HEADS = { 'zh-CN': ['渠道', '状态', '条数'], en: ['channel', 'state', 'messages'] } satisfies Record<
  Language,
  string[]
>;
/** A figure without a heading would not be printed. */
const LIST_HEADS: Record<Language, Record<keyof ListSummary, string>> = {
  'zh-CN': {
    id: '名单',
    slots: '名额',
    proposed: '申报',
    byMilestone: '节点前',
    checked: '核实',
    removed: '删减',
    burnt: '作废名额',
    posted: '公示',
    objections: '异议',
    upheld: '成立',
    served: '发放',
    heads: '在册',
  },
  en: {
    id: 'list',
    slots: 'slots',
    proposed: 'proposed',
    byMilestone: 'by milestone',
    checked: 'checked',
    removed: 'removed',
    burnt: 'burnt',
    posted: 'posted',
    objections: 'objections',
    upheld: 'upheld',
    served: 'served',
    heads: 'on the list',
  },
};
const LEDGER_HEADS = {
  'zh-CN': ['类别', '户（份）', '人', '资金（元）', '物资（元）', '合计（元）'],
  en: ['category', 'rows', 'persons', 'money (yuan)', 'goods (yuan)', 'in all (yuan)'],
} satisfies Record<Language, string[]>;
const VIOLATION_HEADS = {
  'zh-CN': ['问题', '时间', '地区', '步骤', '说明'],
  en: ['violation', 'at', 'region', 'rung', 'detail'],
} satisfies Record<Language, string[]>;

/** Enough to find the fault; `--json` has all. */
const VIOLATIONS_SHOWN = 20;

/** Prints the summary of a rehearsal as tables for people. */
export function printSummary(summary: Summary, { language, zone }: { language: Language; zone: string }): void {
  const local = (at: Instant) => DateTime.fromISO(at, { zone }).toFormat('yyyy-MM-dd HH:mm');
  const say = (chinese: string, english: string) => process.stdout.write(`${language === 'en' ? english : chinese}\n`);
  printTable(
    HEADS[language],
    summary.stages.map(({ kind, opensAt, dueAt, locksAt, expected, onTime, late, missing, reminders, escalations }) => [
      inLanguage(stageKind(kind).name, language),
      local(opensAt),
      local(dueAt),
      local(locksAt),
      expected,
      onTime,
      late,
      missing,
      reminders,
      escalations,
    ]),
  );
  say('', '');
  if (summary.lists.length > 0) {
    const heads = LIST_HEADS[language];
    const columns = Object.keys(heads) as (keyof ListSummary)[];
    printTable(
      Object.values(heads),
      summary.lists.map((list) => columns.map((column) => list[column])),
    );
    say('', '');
  }
  if (summary.ledger) printLedger(summary.ledger, language, say);
  const states = CHANNELS.flatMap((channel) =>
    Object.entries(summary.messages[channel]).map(([state, count]) => [channel, state, count ?? 0]),
  );
  printTable(MESSAGE_HEADS[language], states);
  say('', '');
  const { reported, acknowledged, stopped, unclear } = summary.replies;
  say(
    `短信回复：上报 ${reported}，收到 ${acknowledged}，退订 ${stopped}，看不懂 ${unclear}`,
    `Replies by SMS: ${reported} reports, ${acknowledged} acknowledgements, ${stopped} stopped, ${unclear} unclear`,
  );
  printAudit(summary, language, local);
  if (summary.scanned) {
    const seen = summary.scanned.map((place) => placeWord(place, language));
    const unseen = PLACES.flatMap((place) => (summary.scanned?.includes(place) ? [] : [placeWord(place, language)]));
    say(
      `查找个人信息：${seen.join('、')}${unseen.length > 0 ? `；未查：${unseen.join('、')}` : ''}`,
      `Personal data looked for in: ${seen.join(', ')}${unseen.length > 0 ? `; not in: ${unseen.join(', ')}` : ''}`,
    );
  }
  say(
    `报告：${summary.report.docx}\n　　　${summary.report.xlsx}`,
    `Report: ${summary.report.docx}\n        ${summary.report.xlsx}`,
  );
}

/** What each category has got, and whether the accounts balance. */
function printLedger(
  { balanced, items, money, goods, total }: NonNullable<Summary['ledger']>,
  language: Language,
  say: (chinese: string, english: string) => void,
): void {
  printTable(LEDGER_HEADS[language], [
    ...items.map((one) => [
      inLanguage(one.name, language),
      ...[one.households, one.persons ?? '', one.money, Math.round((one.total - one.money) * 100) / 100, one.total],
    ]),
    [language === 'en' ? 'all' : '合计', '', '', money, goods, total],
  ]);
  say(balanced ? '账目平衡' : '账目不平', balanced ? 'The accounts balance' : 'The accounts do not balance');
  say('', '');
}

function printAudit({ audit }: Summary, language: Language, local: (at: Instant) => string): void {
  const { checked, violations } = audit;
  const found = violations.length;
  const verdict =
    language === 'en'
      ? `Audit: ${checked} checked, ${found === 0 ? 'no violation' : `${found} violation${found === 1 ? '' : 's'}`}`
      : `核查：共 ${checked} 项，${found === 0 ? '没有问题' : `发现 ${found} 个问题`}`;
  process.stdout.write(`${verdict}\n`);
  if (found === 0) return;
  const rows = violations
    .slice(0, VIOLATIONS_SHOWN)
    .map(({ kind, at, unit, rung, detail }) => [violationWord(kind, language), local(at), unit, rung, detail]);
  printTable(VIOLATION_HEADS[language], rows);
}
