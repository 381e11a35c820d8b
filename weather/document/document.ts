import { parse as parseYaml } from 'yaml';
import { DEEPEST, nestingOfJson, nestingOfYaml } from '../../domain/text/nesting';
import { sentence } from '../../domain/text/refusal';
import type { FeedDocument } from '../format';
import { FeedError } from '../reading';
import { isObject } from './json';
import { readXml } from './xml';

/** People write short documents by hand, and parsing YAML is slow. */
const LONGEST_YAML = 16 * 1024;

/**
 * @param text a feed's document
 * @returns the parsed JSON, XML or YAML; the beginning of the text decides which
 * @throws FeedError when it is none of these, or too deep
 */
export function readDocument(text: string): FeedDocument {
  const beginning = /\S/.exec(text)?.[0];
  if (!beginning) throw new FeedError(sentence('feed-empty'));
  if (beginning === '<') return { kind: 'xml', root: readXml(text.trimStart()) };
  if (beginning === '{' || beginning === '[') return { kind: 'json', data: readJson(text) };
  return { kind: 'yaml', data: readYaml(text) };
}

const tooDeep = () => new FeedError(sentence('feed-too-deep', { most: DEEPEST }));

function readJson(text: string): unknown {
  if (nestingOfJson(text) > DEEPEST) throw tooDeep();
  try {
    return JSON.parse(text);
  } catch {
    throw new FeedError(sentence('feed-not-json'));
  }
}

function readYaml(text: string): unknown {
  const firstLine = text.trimStart().slice(0, 200).split('\n')[0] ?? '';
  if (/^"?\w+"?(,"?\w+"?){2,}\s*$/.test(firstLine)) throw new FeedError(sentence('feed-table'));
  const isShort = text.length <= LONGEST_YAML;
  if (isShort && nestingOfYaml(text) > DEEPEST) throw tooDeep();
  const data = isShort ? yamlIn(text) : null;
  if (isObject(data) || Array.isArray(data)) return data;
  throw new FeedError(sentence('feed-not-json'));
}

function yamlIn(text: string): unknown {
  try {
    // Aliases and collections as keys have no use here, and can make a small file huge or slow.
    return parseYaml(text, { maxAliasCount: 0, stringKeys: true, logLevel: 'silent' });
  } catch {
    return null;
  }
}
