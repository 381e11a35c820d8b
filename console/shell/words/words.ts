import type { Language } from '../../../domain/campaign/definition/definition';
import { agreeing } from '../../../domain/text/counted';
import { en } from './words.en';
import { type Words, zh } from './words.zh';

/** The console's own words; `{name}` is filled in by the templates' `fill` filter. */
export const words: Record<Language, Words> = { 'zh-CN': zh, en };

/** @returns the words with every `{name}` replaced. */
export const fill = (text: string, values: Record<string, unknown>): string =>
  agreeing(text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole)));
