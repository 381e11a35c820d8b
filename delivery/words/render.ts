import { DateTime } from 'luxon';
import { epochDays } from '../../domain/campaign/calendar/days';
import { type Definition, type Language, say, type Text } from '../../domain/campaign/definition/definition';
import type { Word, WordValues } from '../../domain/campaign/definition/message-words';
import type { MessageWay } from '../../domain/campaign/plan';
import { type Instant, plusMs } from '../../domain/instant';
import { UNITS_OF } from '../../domain/list/list-forms';
import { countSegments } from '../../domain/message/segments';
import { remember } from '../../domain/remember';
import { mailLayout } from './mail-layout';
import { platformTemplate, valuesFor } from './platform-templates';
import { asDrill, fill, templateOf } from './texts';

/** The content of a message, before it becomes text. */
export interface MessageParams {
  /** Campaign time of sending. */
  now: Instant;
  /** Name of the addressed place, and of the person there. */
  unit: string;
  contact: string;
  /** Id of the stage. */
  stage: string;
  /** Title of the round, when it belongs to no stage of the definition. */
  title?: Text | null;
  /** An exercise: every text begins with 【演练】. */
  drill?: boolean;
  dueAt: Instant;
  locksAt: Instant;
  link?: string;
  expected?: number;
  reported?: number;
  silent?: number;
  /** Names of the silent units (in a raised chase, of those that did not answer), in the register's order. */
  missing?: readonly string[];
  acknowledgeBy?: Instant;
  reason?: string;
  receipt?: string;
  /** Opens the rows of lists on a phone. */
  code?: string;
  households?: number;
  /**
   * Of a list: the rows handed in, or returned; of a quota also how many are lacking. For units below a milestone of
   * it: rows due by then, slots, and when.
   */
  list?: string;
  rows?: number;
  wanted?: number;
  slots?: number;
  lacking?: number;
  by?: Instant;
  /** Pairs that lack something of a minimum. */
  below?: number;
  goods?: Text;
  /** What was recorded, in pieces; an SMS drops the last ones first. How a report is written as an SMS. */
  told?: readonly Text[];
  how?: Text | null;
  /** What several messages ask or tell that go out as one, each with its place. */
  together?: readonly AmongSeveral[];
}

/** One of several messages that go out as one. */
export interface AmongSeveral {
  unit: string;
  stage: string;
  title?: Text | null;
  dueAt: Instant;
  /** Of a digest. */
  silent?: number;
}

export interface Rendering {
  definition: Definition;
  /** Name of the message, for example `reminder`. */
  template: string;
  language: Language;
  channel: MessageWay;
  /** What the SMS platform puts in front; counted in the segments. */
  signature: string;
  params: MessageParams;
  /** The platform wants a template and values. */
  asTemplate?: boolean;
}

export interface Rendered {
  subject?: string;
  text: string;
  html?: string;
  /** SMS only, else 0. */
  segments: number;
  /** SMS only: the text in the form that platforms approve, and the values of its variables. */
  template?: { text: string; values: Record<string, string> };
}

/**
 * An SMS drops names until it fits into so many segments: the reader takes it in at a glance, and the linked page has
 * all names. English needs about twice as many characters, and one Chinese place name makes each of them cost as much
 * as a Chinese one.
 */
export const SEGMENTS_WANTED: Readonly<Record<Language, number>> = { 'zh-CN': 2, en: 4 };

/**
 * Renders a message.
 * @throws TemplateError when there is no such message or it cannot be used
 */
export const renderMessage = (rendering: Rendering): Rendered =>
  rendering.channel === 'sms' ? renderSms(rendering) : renderEmail(rendering);

function renderSms(rendering: Rendering): Rendered {
  const source = sourceOf(rendering, 'sms');
  const words = wordsOf(rendering);
  const { params, language } = rendering;
  const { missing = [], together, told = [] } = params;
  // The number of tasks alone is enough; of silent places and of figures at least one is named.
  const fewest = together ? 0 : 1;
  const most = Math.max(missing.length, together?.length ?? 0, told.length);
  const shorter = Array.from({ length: Math.max(0, most - fewest) }, (_, one) => most - 1 - one);
  const inWords = (names: number, how: string | number | null): Rendered => {
    const values = {
      ...words,
      how,
      missing: placeNames(params, names, language),
      stages: stageNames(rendering, names),
      told: figuresNamed(params, names, language),
    };
    const text = fill(source, values);
    const segments = countSegments(text, rendering.signature);
    return { text, segments, ...(rendering.asTemplate && { template: asTemplate(source, values) }) };
  };
  let rendered = inWords(most, words.how);
  // What was recorded counts for more than how it is written, which the linked page tells as well.
  for (const names of [...(words.how === null ? [] : [most]), ...shorter]) {
    if (rendered.segments <= SEGMENTS_WANTED[language]) break;
    rendered = inWords(names, null);
  }
  return rendered;
}

function asTemplate(source: string, values: WordValues) {
  const template = platformTemplate(source, values);
  return { text: template.text, values: valuesFor(template, values) };
}

function renderEmail(rendering: Rendering): Rendered {
  const words = wordsOf(rendering);
  const subject = fill(sourceOf(rendering, 'subject'), words).replace(/\s+/g, ' ');
  const text = fill(sourceOf(rendering, 'body'), words);
  const { language } = rendering;
  const html = mailLayout({
    text,
    language,
    subject,
    organisation: String(words.organisation),
    link: String(words.link),
  });
  return { subject, text, html, segments: 0 };
}

/** The mark of an exercise is put into the source itself, so that no text and no platform template lacks it. */
function sourceOf({ template, language, definition, params }: Rendering, part: 'sms' | 'subject' | 'body'): string {
  const source = templateOf({ name: template, language, part }, definition);
  return params.drill ? asDrill(source) : source;
}

function wordsOf(rendering: Rendering): Record<Word, string | number | null> {
  const { definition, language, params } = rendering;
  const { zone } = definition;
  const { together } = params;
  const items = itemsOf(params);
  return {
    organisation: say(definition.organisation, language),
    campaign: say(definition.name, language),
    stage: stageName(rendering, params),
    unit: together ? [...new Set(together.map(({ unit }) => unit))].join(COMMA[language]) : params.unit,
    contact: params.contact,
    due: writtenDeadline(params.dueAt, { zone, language }),
    lock: writtenDeadline(params.locksAt, { zone, language }),
    days: daysLeft(params, zone),
    link: params.link ?? '',
    expected: params.expected ?? null,
    reported: params.reported ?? null,
    silent: params.silent ?? null,
    missing: placeNames(params, params.missing?.length ?? 0, language),
    acknowledgeBy: params.acknowledgeBy ? writtenDeadline(params.acknowledgeBy, { zone, language }) : null,
    reason: params.reason ?? null,
    receipt: params.receipt ?? null,
    code: params.code ?? null,
    households: params.households ?? null,
    goods: params.goods ? say(params.goods, language) : null,
    several: together ? items.length : null,
    stages: stageNames(rendering, items.length),
    list: listOf(rendering),
    rows: counted(rendering, params.rows),
    wanted: counted(rendering, params.wanted),
    slots: counted(rendering, params.slots),
    lacking: counted(rendering, params.lacking),
    told: figuresNamed(params, params.told?.length ?? 0, language),
    how: params.how ? say(params.how, language) : null,
    below: params.below ?? null,
    by: params.by ? writtenDeadline(params.by, { zone, language }) : null,
  };
}

/** 3户, 3 households: a number of rows with the word for them. */
function counted({ definition, language, params }: Rendering, rows: number | undefined): string | null {
  if (rows === undefined) return null;
  const { of = 'household' } = definition.lists?.[params.list ?? ''] ?? {};
  return language === 'zh-CN' ? `${rows}${UNITS_OF[of][language]}` : `${rows} ${UNITS_OF[of][language]}`;
}

const COMMA: Readonly<Record<Language, string>> = { 'zh-CN': '、', en: ', ' };

function stageName(
  { definition, language }: Pick<Rendering, 'definition' | 'language'>,
  { stage, title }: Pick<MessageParams, 'stage' | 'title'>,
): string {
  const planned = definition.stages.find(({ id }) => id === stage);
  return title ? say(title, language) : planned ? say(planned.name, language) : stage;
}

/**
 * @returns the contents of several messages; the digests of one stage, which asks several kinds of places, become one.
 */
function itemsOf({ together = [] }: MessageParams): AmongSeveral[] {
  const items = new Map<string, AmongSeveral>();
  for (const [index, one] of together.entries()) {
    const key = one.silent === undefined ? String(index) : `${one.unit} ${one.stage}`;
    const known = items.get(key);
    items.set(key, known ? { ...known, silent: (known.silent ?? 0) + (one.silent ?? 0) } : one);
  }
  return [...items.values()];
}

/** One thing that is asked, or how it stands: "摸底还差5个". */
function saidOf(rendering: Pick<Rendering, 'definition' | 'language'>, one: AmongSeveral): string {
  const name = stageName(rendering, one);
  if (one.silent === undefined) return name;
  return rendering.language === 'zh-CN' ? `${name}还差${one.silent}个` : `${name} (${one.silent} missing)`;
}

/** "摸底、宣传等4项": as many names as there is room for, each once, and the number of all; nothing without a name. */
function stageNames(rendering: Rendering, names: number): string {
  const items = itemsOf(rendering.params);
  const { language } = rendering;
  const named = [...new Set(items.map((one) => saidOf(rendering, one)))].slice(0, names);
  if (named.length === 0) return '';
  const rest = items.length - named.length;
  if (language === 'zh-CN') return named.join('、') + (rest > 0 ? `等${items.length}项` : '');
  return named.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** Each on a line of its own, with its deadline, and with its place where there is more than one: for e-mails. */
function listOf(rendering: Rendering): string {
  const { definition, language, params } = rendering;
  const items = itemsOf(params);
  const places = new Set(items.map(({ unit }) => unit)).size;
  return items
    .map((one) => {
      const what = [...(places > 1 ? [one.unit] : []), saidOf(rendering, one)].join(language === 'zh-CN' ? '：' : ': ');
      const due = writtenDeadline(one.dueAt, { zone: definition.zone, language });
      return language === 'zh-CN' ? `· ${what}，最晚${due}` : `· ${what}, due ${due}`;
    })
    .join('\n');
}

/** "甲村、乙村等5个": as many names as there is room for, and the number of all. */
function placeNames({ missing = [] }: MessageParams, names: number, language: Language): string {
  const all = missing.length;
  const named = missing.slice(0, names);
  if (language === 'zh-CN') return named.join('、') + (named.length < all ? `等${all}个` : '');
  return named.join(', ') + (named.length < all ? ` and ${all - named.length} more` : '');
}

/** "残疾人家庭 3户、特困职工 2户等4项": as many figures as there is room for, and the number of all. */
function figuresNamed({ told = [] }: MessageParams, names: number, language: Language): string {
  const all = told.length;
  const named = told.slice(0, names).map((figure) => say(figure, language));
  if (language === 'zh-CN') return named.join('、') + (named.length < all ? `等${all}项` : '');
  return named.join(', ') + (named.length < all ? ` and ${all - named.length} more` : '');
}

const DAY = { 'zh-CN': 'M月d日', en: 'd LLL' } as const;
const DAY_AND_TIME = { 'zh-CN': 'M月d日H:mm', en: 'd LLL, HH:mm' } as const;

/**
 * Thousands of messages name the same few deadlines, and time zone arithmetic takes longer than the rest of the text.
 */
const MOST_REMEMBERED = 1000;
const written = remember<string>(MOST_REMEMBERED);
const days = remember<number>(MOST_REMEMBERED);

/**
 * @returns a deadline in the campaign's zone and the reader's language, whatever the host's language. A deadline at the
 *   first moment of a day is written as the day before: 12月20日, not 12月21日0:00.
 */
export function writtenDeadline(at: Instant, { zone, language }: { zone: string; language: Language }): string {
  return written(`${at} ${zone} ${language}`, () => {
    const local = DateTime.fromISO(at, { zone, locale: language });
    const wholeDay = !local.minus({ milliseconds: 1 }).hasSame(local, 'day');
    return wholeDay ? local.minus({ minutes: 1 }).toFormat(DAY[language]) : local.toFormat(DAY_AND_TIME[language]);
  });
}

const dayOf = (at: Instant, zone: string): number =>
  days(`${at} ${zone}`, () => epochDays(DateTime.fromISO(at, { zone }).toISODate() ?? ''));

/** @returns calendar days from now to the last day on time; 0 on that day, negative once the deadline has passed. */
function daysLeft({ now, dueAt }: MessageParams, zone: string): number {
  const left = dayOf(plusMs(dueAt, -1), zone) - dayOf(now, zone);
  return now >= dueAt ? Math.min(left, -1) : left;
}
