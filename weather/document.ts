import { parse as parseYaml } from 'yaml';
import { sentence } from '../domain/text/refusal';
import type { FeedDocument } from './format';
import { isObject } from './json';
import { FeedError } from './reading';
import { readXml } from './xml';

const DEEPEST = 64;

/** What people write by hand is short, and reading YAML is slow. */
const LONGEST_YAML = 16 * 1024;

/** The library's time grows with the fifth power of how deep complex keys (`? `) nest; no entry has any. */
const MOST_COMPLEX_KEYS = 16;

/**
 * @param text a feed's document
 * @returns it as JSON, XML or YAML, told by how it begins
 * @throws FeedError when it is none of these, or too deep
 */
export function readDocument(text: string): FeedDocument {
  const beginning = /\S/.exec(text)?.[0];
  if (!beginning) throw new FeedError(sentence('feed-empty'));
  if (beginning === '<') return { kind: 'xml', root: readXml(text.trimStart()) };
  if (beginning === '{' || beginning === '[') return { kind: 'json', data: readJson(text) };
  return { kind: 'yaml', data: readYaml(text) };
}

function readJson(text: string): unknown {
  if (nesting(text) > DEEPEST) throw new FeedError(sentence('feed-too-deep', { most: DEEPEST }));
  try {
    return JSON.parse(text);
  } catch {
    throw new FeedError(sentence('feed-not-json'));
  }
}

/** How deep the brackets of a JSON text go, those in strings not counted. */
function nesting(text: string): number {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (quoted) {
      if (char === BACKSLASH) at++;
      else if (char === QUOTE) quoted = false;
    } else if (char === QUOTE) quoted = true;
    else if (char === LIST || char === GROUP) depth++;
    else if (char === LIST_END || char === GROUP_END) depth--;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

const QUOTE = 34;
const BACKSLASH = 92;
const [LIST, LIST_END, GROUP, GROUP_END] = [91, 93, 123, 125];

function readYaml(text: string): unknown {
  const firstLine = text.trimStart().slice(0, 200).split('\n')[0] ?? '';
  if (/^"?\w+"?(,"?\w+"?){2,}\s*$/.test(firstLine)) throw new FeedError(sentence('feed-table'));
  const data = isShort(text) ? yamlIn(text) : null;
  if (isObject(data) || Array.isArray(data)) return data;
  throw new FeedError(sentence('feed-not-json'));
}

const isShort = (text: string): boolean =>
  text.length <= LONGEST_YAML && text.split(/\?\s/).length <= MOST_COMPLEX_KEYS + 1;

function yamlIn(text: string): unknown {
  try {
    // Aliases are of no use here and can make a small file huge.
    return parseYaml(text, { maxAliasCount: 0, logLevel: 'silent' });
  } catch {
    return null;
  }
}
