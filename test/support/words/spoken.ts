import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { parseDocument, visit } from 'yaml';
import { ROOT } from '../../../config/root';

/** A text that a user may read, with its English where both stand together. `…` stands for a value. */
export interface Spoken {
  file: string;
  line: number;
  zh: string;
  en: string | null;
}

/** English that stands alone where a reader of Chinese would meet it. */
export interface Alone {
  file: string;
  line: number;
  text: string;
}

type Node = { type: string; start: number } & Record<string, unknown>;

const HAN = /\p{Script=Han}/u;
/** Two words in a row of which one has four letters: a phrase, no unit, format, name or key. */
const PHRASE = /\b[A-Za-z]{2,}[,;:]? [a-z]{4,}|\b[A-Z][a-z]{3,}\b/;

/** What these keys hold is read from people, and never told to them. */
const HEARD = new Set(['also', 'heard']);

/** Attributes of elements whose text is shown or read aloud. */
const SHOWN = new Set(['title', 'label', 'placeholder', 'aria-label', 'alt', 'okText', 'cancelText', 'extra']);

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** @returns the text of a literal or a template, or null. */
function textOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return null;
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('…');
}

const nameOf = (key: unknown): string => (isNode(key) ? String(key.name ?? key.value ?? '') : '');

/** @returns the English of a Chinese text by its neighbour: the next of a list, or `en` of an object. */
function pairs(node: Node): [zh: unknown, en: unknown][] {
  if (node.type === 'CallExpression') return next(node.arguments as unknown[]);
  if (node.type === 'ArrayExpression') return next(node.elements as unknown[]);
  if (node.type !== 'ObjectExpression') return [];
  const held = new Map((node.properties as Node[]).map(({ key, value }) => [nameOf(key), value]));
  return [[held.get('zh-CN') ?? held.get('zh'), held.get('en')]];
}

const next = (nodes: unknown[]): [unknown, unknown][] => nodes.slice(0, -1).map((node, at) => [node, nodes[at + 1]]);

/** @returns every Chinese text of a source file, and the English that stands alone in it. */
export function spokenIn(file: string): { spoken: Spoken[]; alone: Alone[] } {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const { program } = parseSync(file, source);
  const spoken: Spoken[] = [];
  const alone: Alone[] = [];
  const english = new Map<unknown, string>();
  const lineAt = (start: number): number => source.slice(0, start).split('\n').length;

  function walk(value: unknown): void {
    if (Array.isArray(value)) for (const one of value) walk(one);
    if (!isNode(value)) return;
    if (value.type === 'Property' && HEARD.has(nameOf(value.key))) return;
    for (const [zh, en] of pairs(value)) {
      const said = textOf(en);
      if (said !== null && !HAN.test(said) && !english.has(zh)) english.set(zh, said);
    }
    alone.push(...aloneIn(value).map((text) => ({ file, line: lineAt(value.start), text })));
    const zh = textOf(value);
    if (zh !== null && HAN.test(zh))
      spoken.push({ file, line: lineAt(value.start), zh, en: english.get(value) ?? null });
    for (const [key, below] of Object.entries(value)) if (key !== 'type') walk(below);
  }
  walk(program);
  return { spoken, alone };
}

/** @returns the English of a node that a reader of Chinese would see. */
function aloneIn(node: Node): string[] {
  const isEnglish = (text: string | null): text is string => text !== null && !HAN.test(text) && PHRASE.test(text);
  if (node.type === 'JSXText') return [String(node.value).trim()].filter(isEnglish);
  if (node.type === 'JSXAttribute' && SHOWN.has(nameOf(node.name))) return [textOf(node.value)].filter(isEnglish);
  if (node.type === 'Property' && nameOf(node.key) === 'zh-CN') return [textOf(node.value)].filter(isEnglish);
  const isSay = node.type === 'CallExpression' && nameOf(node.callee) === 'say';
  return isSay ? [textOf((node.arguments as unknown[])[0])].filter(isEnglish) : [];
}

/** @returns every Chinese value of a YAML file. */
export function spokenInYaml(file: string): Spoken[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const spoken: Spoken[] = [];
  visit(parseDocument(source), {
    Scalar(_, { value, range }) {
      if (typeof value !== 'string' || !HAN.test(value)) return;
      spoken.push({ file, line: source.slice(0, range?.[0]).split('\n').length, zh: value, en: null });
    },
  });
  return spoken;
}
