import { LONGEST_SMS } from '../../../message/segments';
import { ASKING_KINDS } from '../../../round/rung-kinds';
import { inBoth, type Sentence, sentence } from '../../../text/refusal';
import { fillTemplate, TemplateError, templateProblem } from '../../../text/template';
import type { Channel } from '../../plan';
import { type Definition, type Language, say } from '../definition';
import type { Finding } from '../definition-problems';
import { messageNames } from '../message-names';
import { WORDS, type WordValues } from '../message-words';

export const LANGUAGES: readonly Language[] = ['zh-CN', 'en'];
export const PARTS = ['sms', 'subject', 'body'] as const;
export type Part = (typeof PARTS)[number];

/** One text of one message, and its path. */
interface Text {
  name: string;
  language: Language;
  part: Part;
  source: string;
}

/** @returns every text of a definition's own messages. */
const textsOf = ({ messages }: Pick<Definition, 'messages'>): Text[] =>
  Object.entries(messages).flatMap(([name, byLanguage]) =>
    LANGUAGES.flatMap((language) =>
      PARTS.flatMap((part) => {
        const source = byLanguage[language]?.[part];
        return source === undefined ? [] : [{ name, language, part, source }];
      }),
    ),
  );

/**
 * @returns findings about texts that cannot be filled, are too long for a gateway, or are missing although a rung needs
 *   them.
 */
export const messageFindings = (definition: Definition): Finding[] => [
  ...unusableTexts(definition),
  ...missingTexts(definition),
];

const PARTS_OF: Record<Channel, Part[]> = { sms: ['sms'], email: ['subject', 'body'] };

/** Only for a message of the definition's own; missing parts of a shared message come from the shared one. */
function missingTexts({ messages, ladders }: Definition): Finding[] {
  const needed = Object.values(ladders)
    .flat()
    .flatMap(({ message, channels }) => (message ? channels.map((channel) => ({ message, channel })) : []))
    .filter(({ message }) => messages[message] && !messageNames.includes(message))
    .flatMap(({ message, channel }) => PARTS_OF[channel].map((part) => ({ message, part })))
    .filter(({ message, part }) => messages[message]?.['zh-CN']?.[part] === undefined);
  return [...new Map(needed.map((one) => [`${one.message} ${one.part}`, one])).values()].map(({ message, part }) => ({
    path: ['messages', message, 'zh-CN', part],
    found: sentence('nothing'),
    allowed: sentence('a-text'),
    said: sentence('wording-missing', { message, part }),
  }));
}

const unusableTexts = (definition: Definition): Finding[] =>
  textsOf(definition).flatMap(({ name, language, part, source }) => {
    const path = ['messages', name, language, part];
    const problem = textProblem(source, part, sampleValues(definition, language));
    return problem ? [{ path, allowed: problem.allowed, said: problem.said, lineWithin: problem.line }] : [];
  });

/** Parses a text, and then fills it in every way that its conditions distinguish. @returns its fault, or null */
export function textProblem(
  source: string,
  part: Part,
  values: WordValues,
): { said: Sentence; allowed: Sentence | string; line: number } | null {
  const problem = templateProblem(source, WORDS);
  if (problem) return problem;
  for (const way of waysToFill(values)) {
    const text = filled(source, way);
    if (typeof text !== 'string') return { said: text, allowed: sentence('wording-allowed'), line: 1 };
    const { length } = text;
    if (part !== 'sms' || length <= LONGEST_SMS) continue;
    const allowed = sentence('at-most', { amount: inBoth(sentence('characters', { number: LONGEST_SMS })) });
    return { said: sentence('wording-too-long-for-sms', { length }), allowed, line: 1 };
  }
  return null;
}

function filled(source: string, values: WordValues): string | Sentence {
  try {
    return fillTemplate(source, values);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return error.sentence;
  }
}

/** Values before, on and after the deadline, with and without the optional words. */
const waysToFill = (values: WordValues): WordValues[] =>
  [3, 0, -1].flatMap((days) => [
    { ...values, days },
    { ...values, days, lacking: null },
    { ...values, days, reason: null, missing: '', households: null, goods: null, stages: '', rows: null, how: null },
  ]);

/** Values of usual length: short names, and the shortest link that a system may have. */
export const sampleValues = ({ organisation, name, stages }: Definition, language: Language): WordValues => ({
  organisation: say(organisation, language),
  campaign: say(name, language),
  stage: stages[0] ? say(stages[0].name, language) : '',
  unit: '某村',
  contact: '某某',
  due: '12-20',
  lock: '12-24',
  days: 3,
  link: 'https://nd.cn/r/zzzzzabcdefghijkl',
  expected: 12,
  reported: 8,
  silent: 4,
  missing: '某村',
  acknowledgeBy: '12-21',
  reason: '大雪',
  receipt: '123456',
  households: 6,
  goods: '棉衣',
  several: 3,
  stages: '摸底、宣传',
  list: '摸底\n宣传',
  rows: '3户',
  wanted: '7户',
  slots: '10户',
  lacking: '7户',
  below: 5,
  by: '12-24',
  code: '123456',
  told: '困难家庭 3户',
  how: '报 户数',
});

/** Messages that ask for a report; their reader needs the link. */
const ASKING: readonly string[] = [...ASKING_KINDS, 'owed'];

/** @returns warnings about texts that ask for a report without a link to the form. */
export function messageWarnings(definition: Definition): Sentence[] {
  const rungs = Object.values(definition.ladders).flat();
  const asking = new Set([
    ...ASKING,
    ...rungs.flatMap(({ kind, message }) => (ASKING.includes(kind) && message ? [message] : [])),
  ]);
  return textsOf(definition)
    .filter(({ name, part, source }) => asking.has(name) && part !== 'subject' && !/\blink\b/.test(source))
    .map(({ name, language, part }) => sentence('wording-without-link', { message: name, language, part }));
}
