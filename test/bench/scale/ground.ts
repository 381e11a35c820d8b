import { join } from 'node:path';
import { DateTime } from 'luxon';
import { type Definition, definitionSchema } from '../../../domain/campaign/definition/definition';
import { runApart } from '../apart';

export const SCOPE = '990000';
const ZONE = 'Asia/Shanghai';
const DAYS = { due: 20, lock: 25 };
/** The season begins in July. */
const FIRST_MONTH = 7;

/** @returns a survey of every village that opens at this minute, with the first message to each */
export function surveyOpening(id: string): Definition {
  const now = DateTime.now().setZone(ZONE).startOf('minute');
  const day = (days: number) => now.plus({ days }).toFormat('yyyy-MM-dd HH:mm');
  return definitionSchema.parse({
    id,
    name: { 'zh-CN': '测量' },
    season: now.month < FIRST_MONTH ? now.year - 1 : now.year,
    zone: ZONE,
    scope: SCOPE,
    holidays: 'none',
    quietHours: { from: '00:00', to: '00:00' },
    organisation: { 'zh-CN': '测量' },
    forms: {
      count: { name: { 'zh-CN': '表' }, fields: [{ id: 'n', label: { 'zh-CN': '数' }, type: 'integer', min: 0 }] },
    },
    ladders: { default: [{ id: 'first', kind: 'task', at: { from: 'opens' }, channels: ['sms'] }] },
    stages: [
      {
        id: 'survey',
        kind: 'survey',
        name: { 'zh-CN': '摸底' },
        opens: day(0),
        due: day(DAYS.due),
        lock: day(DAYS.lock),
        asks: [{ id: 'villages', of: 'village', form: 'count' }],
      },
    ],
  });
}

/** What a process of its own does, as the command would, so that its memory can be measured. */
export type Work = { database: string } & ({ do: 'import'; villages: number } | { do: 'plan'; definition: Definition });

export interface Worked {
  seconds: number;
  memoryMb: number;
}

export interface Planned extends Worked {
  areas: number;
  branches: number;
  planKb: number;
}

/** Invents and imports the register. */
export const importApart = (database: string, villages: number): Promise<Worked> =>
  runApart<Work, Worked>(join(__dirname, 'work.ts'), { do: 'import', database, villages });

/** Compiles the plan, from the register on. */
export const planApart = (database: string, definition: Definition): Promise<Planned> =>
  runApart<Work, Planned>(join(__dirname, 'work.ts'), { do: 'plan', database, definition });
