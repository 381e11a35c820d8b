import type { Language } from '../../campaign/definition/definition';

/** Where a call at once is made, and for how long it holds. */
export interface CallAtOnce {
  /** The place, and its kind. */
  scope: string;
  scopeKind: string;
  name: string;
  /** The kind of region that is called. */
  of: string;
  /** Local days, `2026-12-03`: today, and the day after which the place sums up. */
  today: string;
  until: string;
  language?: Language;
}

/** A season that begins in July, as a winter does. */
const JULY = 7;

/**
 * A campaign that does nothing but answer warnings in a place, for a place that no campaign covers. When it is over,
 * the place says in one form what was done.
 * @returns the definition as it would be written
 */
export function callAtOnce({ scope, scopeKind, name, of, today, until }: CallAtOnce): object {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return {
    id: 'call-at-once',
    name: { 'zh-CN': `${name}临时叫应`, en: `${name}: called at once` },
    season: month < JULY ? year - 1 : year,
    scope,
    organisation: { 'zh-CN': `${name}值班室`, en: `Duty room of ${name}` },
    stages: [
      {
        id: 'summary',
        kind: 'summary',
        name: { 'zh-CN': '叫应小结', en: 'What was done' },
        opens: until,
        due: { after: 'opens', workingDays: 2 },
        lock: { after: 'due', workingDays: 2 },
        asks: [{ id: 'place', of: scopeKind, only: [scope], form: 'summary' }],
      },
    ],
    forms: { summary: SUMMARY },
    warnings: { of },
  };
}

const SUMMARY = {
  name: { 'zh-CN': '叫应小结', en: 'What was done' },
  fields: [
    {
      id: 'visited',
      label: { 'zh-CN': '走访', en: 'Visited' },
      type: 'integer',
      unit: { 'zh-CN': '户', en: 'households' },
      min: 0,
      max: 1_000_000,
    },
    {
      id: 'sheltered',
      label: { 'zh-CN': '转移安置', en: 'Brought to shelter' },
      type: 'integer',
      unit: { 'zh-CN': '人', en: 'persons' },
      min: 0,
      max: 1_000_000,
    },
    {
      id: 'remark',
      label: { 'zh-CN': '情况说明（不写姓名）', en: 'Remark (no names)' },
      type: 'text',
      required: false,
      maxLength: 500,
    },
  ],
};
