import { monthsOf, WINTER_FROM } from '../../domain/campaign/calendar/season-months';
import type { Instant } from '../../domain/instant';
import { inWords } from '../../domain/ledger/approximate';
import { MONEY } from '../../domain/ledger/items';
import type { Places } from '../../domain/ledger/reconciliation';
import { asOf } from '../figures/as-of';
import { type Comparison, totalOf } from '../figures/given/standards';
import type { Names } from '../figures/names';
import type { PeriodFigures, PeriodGoods } from '../figures/period/period-figures';
import type { ReportContent } from './content';
import { cellText, dayText, type Locale } from './table';
import { categoryName, measureName } from './tables/contradiction-tables';
import { goodsText } from './tables/money-tables';

const count = (value: number): string => value.toLocaleString('en-US');
const percent = (part: number, whole: number): string => (whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`);

/** @returns for example `2026—2027年冬春`, `2026年` of a calendar year, or `2026年4月—2027年3月`. */
export function seasonText({ campaign: { plan } }: ReportContent, { locale }: Names): string {
  const { season, seasonFrom } = monthsOf(plan);
  const english = locale.language === 'en';
  if (seasonFrom === WINTER_FROM) return english ? `Winter ${season}–${season + 1}` : `${season}—${season + 1}年冬春`;
  if (seasonFrom === 1) return english ? `Year ${season}` : `${season}年`;
  const until = seasonFrom - 1;
  return english
    ? `${monthText(season, seasonFrom)} to ${monthText(season + 1, until)}`
    : `${season}年${seasonFrom}月—${season + 1}年${until}月`;
}

const monthText = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`;

/** @returns the day of the figures, and whether the campaign had ended by then. */
export function standText({ campaign, period }: ReportContent, { locale }: Names): string {
  if (period !== null) return periodText(period, locale);
  const day = dayText(asOf(campaign), locale);
  const english = locale.language === 'en';
  if (campaign.state === 'cancelled') return english ? `Cancelled on ${day}` : `活动于${day}终止`;
  if (campaign.state === 'completed') return english ? `Completed on ${day}` : `活动于${day}结束`;
  return english ? `Still running; figures as of ${day}` : `活动尚在进行，数据截至${day}`;
}

/** @returns the whole campaign in a few sentences; a sentence without content is left out. */
export function overviewSentences(content: ReportContent, names: Names): string[] {
  const { period } = content;
  if (period !== null) return [countedSentence(names), ...balanceSentences(period, names)];
  return [
    returnsSentence(content, names),
    moneySentence(content, names),
    ledgerSentence(content, names),
    leftOutSentence(content, names),
    archivedSentence(content, names),
  ].filter((sentence) => sentence !== null);
}

/** @returns who has held the campaign, where and when: the first sentence of the paper */
export function openingSentence({ campaign, scopeName, ...content }: ReportContent, names: Names): string {
  const { definition } = campaign;
  const [office, name] = [names.say(definition.organisation), names.say(definition.name)];
  const season = seasonText({ campaign, scopeName, ...content }, names);
  return names.locale.language === 'en'
    ? `${season}: ${office} held “${name}” in ${scopeName}. This is what came of it.`
    : `${season}，${office}在${scopeName}组织开展“${name}”活动。现将有关情况报告如下。`;
}

/** @returns what each category has got, and of how many; against the plan where there is one */
export function givenSentences({ standards }: ReportContent, names: Names): string[] {
  const { locale, say, word } = names;
  const english = locale.language === 'en';
  const figure = ({ planned, reported, as }: Comparison, unit: string, money = false): string | null => {
    if (reported === null || (reported === 0 && planned === null)) return null;
    const text = (value: number) => cellText(money ? { fen: value } : value, locale);
    const said =
      planned === null ? null : as === undefined ? text(planned) : inWords(text(planned), as, locale.language);
    if (english) return `${text(reported)} ${unit}${said === null ? '' : ` of ${said} planned`}`;
    return `${text(reported)}${unit}${said === null ? '' : `（计划${said}${unit}）`}`;
  };
  return standards.flatMap(({ name, households, persons, occasions, cash, goods, goodsPieces, goodsValue }) => {
    const heads = [
      figure(households, word('inHouseholds')),
      figure(persons, word('inPersons')),
      figure(occasions, word('inOccasions')),
    ].filter((one) => one !== null);
    const money = figure(cash, word('yuan'), true);
    const pieces = goods.length > 0 ? goodsText(goods, names) : figure(goodsPieces, word('inPieces'));
    const worth = figure(goodsValue, word('yuan'), true);
    const parts = english
      ? [...heads, money && `${money} in money`, pieces && `${pieces} of goods`, worth && `goods worth ${worth}`]
      : [
          heads.length > 0 && `慰问${heads.join('、')}`,
          money && `发放慰问金${money}`,
          pieces && `发放物资${pieces}`,
          worth && `物资折价${worth}`,
        ];
    const told = parts.filter((one) => typeof one === 'string' && one !== '');
    if (told.length === 0) return [];
    return [english ? `${say(name)}: ${told.join(', ')}.` : `${say(name)}：${told.join('，')}。`];
  });
}

/** How many contradictions the text names; all of them are in a table. */
const CONTRADICTIONS_NAMED = 3;

/** @returns what has to be looked at before the paper is handed on: summaries that say otherwise than the returns */
export function contradictionSentences(content: ReportContent, names: Names): string[] {
  const { contradictions, campaign } = content;
  if (contradictions.length === 0) return [];
  const { locale } = names;
  const english = locale.language === 'en';
  const named = contradictions.slice(0, CONTRADICTIONS_NAMED).map((one) => {
    const amount = (value: number) => cellText(one.money ? { fen: value } : value, locale);
    const what = `${one.name}${english ? ', ' : ''}${categoryName(campaign, one, names)}${english ? ', ' : ' '}${measureName(one, names)}`;
    return english
      ? `${what}: ${amount(one.summary)} in the summary, ${amount(one.records)} in the returns`
      : `${what}，总结${amount(one.summary)}、明细${amount(one.records)}`;
  });
  const more = contradictions.length > named.length;
  return [
    english
      ? `[To be checked] In ${contradictions.length} places the summary says otherwise than the returns: ${named.join('; ')}${more ? ' …' : ''}.`
      : `【待核实】总结数与明细数有${contradictions.length}处不一致：${named.join('；')}${more ? '等' : ''}。`,
  ];
}

/** @returns for example `统计期：2027-01-01 至 2027-01-31`, and how far it has come */
function periodText({ period, isRunning, asOf: end }: PeriodFigures, locale: Locale): string {
  const { from, to } = period;
  const english = locale.language === 'en';
  const until = isRunning
    ? english
      ? `; figures as of ${dayText(end, locale)}`
      : `，数据截至${dayText(end, locale)}`
    : '';
  return english ? `Period: ${from} to ${to}${until}` : `统计期：${from} 至 ${to}${until}`;
}

/** How records count (domain/report/period.ts, `COUNTED`). */
const countedSentence = ({ locale }: Names): string =>
  locale.language === 'en'
    ? 'What happened is counted in the period in which it was recorded: returns, acts on rows, deliveries, transfers, cases. What stood is told as at the end of the period; goods and money also as at its beginning. What was undone later counts when it was undone.'
    : '本期发生数按记录时间计入：上报、名单办理、发放、款物收支、办件；结存、累计应报、未报、在办为期末数，款物另列期初数。事后更正的，计入更正之时所在的期间。';

/** Money of all purses: at the beginning, in, out, at the end. */
function balanceSentences({ goods }: PeriodFigures, { locale }: Names): string[] {
  const money = goods.filter(({ item }) => item === MONEY);
  if (money.length === 0) return [];
  const sum = (of: (one: PeriodGoods) => number) =>
    cellText({ fen: money.reduce((all, one) => all + of(one), 0) }, locale);
  const [opening, came, delivered, closing] = [
    sum((one) => one.opening),
    sum((one) => one.came),
    sum((one) => one.delivered),
    sum((one) => one.closing),
  ];
  return [
    locale.language === 'en'
      ? `Money: ${opening} yuan at the beginning; ${came} yuan came in, ${delivered} yuan were handed over to their recipients; ${closing} yuan at the end.`
      : `资金：期初结存${opening}元，本期收入${came}元，本期发放到户${delivered}元，期末结存${closing}元。`,
  ];
}

/** Why remarks, reasons and photos are missing from a report that is written late. */
/** Units that are named; the register has all of them. */
const LEFT_OUT_NAMED = 20;

/** @returns who was asked nothing, and for which tag: an office has left them out */
function leftOutSentence({ leftOut }: ReportContent, { locale }: Names): string | null {
  if (leftOut.length === 0) return null;
  const english = locale.language === 'en';
  const named = leftOut.slice(0, LEFT_OUT_NAMED).map(({ name, tags }) => `${name} (${tags.join(' ')})`);
  const more = leftOut.length > LEFT_OUT_NAMED ? (english ? ', …' : '等') : '';
  return english
    ? `By their tags, ${count(leftOut.length)} units were left out: ${named.join(', ')}${more}.`
    : `按标签不布置任务的单位${count(leftOut.length)}个：${named.join('、')}${more}。`;
}

function archivedSentence({ campaign: { archivedAt } }: ReportContent, { locale }: Names): string | null {
  if (archivedAt === null) return null;
  const day = dayText(archivedAt, locale);
  return locale.language === 'en'
    ? `The campaign was archived on ${day}: texts of messages, remarks, reasons, photos and numbers were let go; figures, dates and receipts are complete.`
    : `本次活动已于${day}归档：消息全文、备注、理由、照片和号码已删除，数字、时间和回执完整保留。`;
}

function returnsSentence({ campaign: { plan }, stages, scopeName }: ReportContent, { locale }: Names): string {
  const sum = (of: 'expected' | 'onTime' | 'late' | 'missing' | 'onPaper') =>
    stages.reduce((all, stage) => all + stage[of], 0);
  const [expected, onTime, late, missing] = [sum('expected'), sum('onTime'), sum('late'), sum('missing')];
  const [from, to] = [plan.stages[0]?.opensAt ?? plan.startsAt, lastLock(plan.stages, plan.endsAt)].map((day) =>
    dayText(day, locale),
  );
  const returned = onTime + late;
  const onPaper = sum('onPaper');
  const notKeyed = {
    en: `, of which ${count(onPaper)} on paper are not keyed yet`,
    'zh-CN': `（含已交未录${count(onPaper)}份）`,
  };
  const paper = onPaper > 0 ? notKeyed[locale.language] : '';
  return locale.language === 'en'
    ? `The campaign ran in ${scopeName} in ${stages.length} stages from ${from} to ${to}. Of ${count(expected)} returns expected, ${count(returned)} came in: ${count(onTime)} on time and ${count(late)} late${paper}; ${count(missing)} are missing. On-time rate ${percent(onTime, expected)}, return rate ${percent(returned, expected)}.`
    : `本次活动在${scopeName}开展，自${from}起至${to}止，分${stages.length}个阶段。应报${count(expected)}份，实报${count(returned)}份，其中按时${count(onTime)}份、迟报${count(late)}份${paper}；未报${count(missing)}份。按时率${percent(onTime, expected)}，上报率${percent(returned, expected)}。`;
}

/** Instants are written in one form, so that their texts sort by time. */
const lastLock = (stages: readonly { locksAt: Instant }[], end: Instant): Instant =>
  stages
    .map(({ locksAt }) => locksAt)
    .sort()
    .at(-1) ?? end;

/** @returns how many messages providers took, by channel; null when none. */
export function processSentence({ messages, stages }: ReportContent, { locale }: Names): string | null {
  const taken = (counts: Partial<Record<string, number>>) => (counts.accepted ?? 0) + (counts.delivered ?? 0);
  const [sms, email] = [taken(messages.sms), taken(messages.email)];
  if (sms + email === 0) return null;
  const reminders = stages.reduce((sum, stage) => sum + stage.reminders, 0);
  const escalations = stages.reduce((sum, stage) => sum + stage.escalations, 0);
  return locale.language === 'en'
    ? `${count(sms)} text messages and ${count(email)} e-mails went out, ${count(reminders)} of all messages being reminders to units that were still silent; ${count(escalations)} times the matter was taken to a superior or to the telephone.`
    : `共发出短信${count(sms)}条、邮件${count(email)}封，其中向未报单位催报${count(reminders)}条；督办和电话催报${count(escalations)}次。`;
}

/** What the accounts say: raised, delivered, and whether they balance. */
function ledgerSentence({ ledger }: ReportContent, { locale }: Names): string | null {
  if (ledger === null) return null;
  const { places, differences } = ledger;
  const money = places.filter(({ item }) => item === MONEY);
  const sum = (of: (one: Places) => number) => cellText({ fen: money.reduce((all, one) => all + of(one), 0) }, locale);
  const [raised, delivered] = [sum(({ came }) => came), sum(({ rows }) => rows)];
  const goods = places.filter(({ item }) => item !== MONEY);
  const worth = cellText({ fen: goods.reduce((all, { valueFen }) => all + (valueFen ?? 0), 0) }, locale);
  if (locale.language === 'en')
    return `The accounts: ${raised} yuan were raised in money and goods worth ${worth} yuan; ${delivered} yuan of the money are with their recipients. ${differences === 0 ? 'The accounts balance.' : `${count(differences)} differences are open.`}`;
  const balance = differences === 0 ? '账实相符。' : `有${count(differences)}处差异待核。`;
  return `款物账：共筹集资金${raised}元、物资折价${worth}元，资金已发到户${delivered}元；${balance}`;
}

function moneySentence({ standards }: ReportContent, { locale }: Names): string | null {
  const { planned, reported, difference } = totalOf(standards.map(({ cash }) => cash));
  if (reported === null) return null;
  const yuan = (fen: number) => cellText({ fen }, locale);
  const against = planned !== null && difference !== null;
  if (locale.language === 'en') {
    const off = difference ? `${yuan(Math.abs(difference))} yuan ${difference < 0 ? 'less' : 'more'}` : 'no difference';
    const compared = against ? ` against ${yuan(planned)} yuan planned, ${off}` : '';
    return `${yuan(reported)} yuan were given in money${compared}.`;
  }
  return against
    ? `慰问资金计划${yuan(planned)}元，实发${yuan(reported)}元，${difference === 0 ? '与计划一致' : `比计划${difference < 0 ? '少' : '多'}${yuan(Math.abs(difference))}元`}。`
    : `实发慰问资金${yuan(reported)}元。`;
}
