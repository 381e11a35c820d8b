import { type Definition, definitionSchema } from '../../../domain/campaign/definition/definition';
import type { Queries } from '../../../store/db/db';
import { enterPeople } from './people';

/** One county, two townships, five villages; invented contacts with unassigned numbers. */
export async function importTinyRegister(sql: Queries): Promise<void> {
  await sql`
    insert into regions (code, parent_code, level, kind, name, path, position) values
      ('9', null, 1, 'county', '小县', '9/', 0),
      ('91', '9', 2, 'township', '东乡', '9/91/', 0),
      ('92', '9', 2, 'township', '西乡', '9/92/', 1),
      ('911', '91', 3, 'village', '一村', '9/91/911/', 0),
      ('912', '91', 3, 'village', '二村', '9/91/912/', 1),
      ('913', '91', 3, 'village', '三村', '9/91/913/', 2),
      ('921', '92', 3, 'village', '四村', '9/92/921/', 0),
      ('922', '92', 3, 'village', '五村', '9/92/922/', 1)`;
  await enterPeople(
    sql,
    sql`
    select code, 'contact', '甲' || code, '1990000' || lpad(code, 4, '0'), null from regions
    union all
    select code, 'deputy', '乙' || code, '1990001' || lpad(code, 4, '0'), code || '@example.org' from regions where kind = 'village'`,
  );
}

/** A survey of five villages in four days; every rung of it can be named in a test. */
export const tinyDefinition = (changes: Record<string, unknown> = {}): Definition =>
  definitionSchema.parse({
    id: 'tiny',
    name: { 'zh-CN': '小活动' },
    season: 2026,
    scope: '9',
    holidays: 'none',
    organisation: { 'zh-CN': '小县红十字会' },
    forms: {
      count: {
        name: { 'zh-CN': '摸底表' },
        fields: [{ id: 'households', label: { 'zh-CN': '户数' }, type: 'integer', min: 0, max: 500 }],
      },
    },
    ladders: {
      default: [
        { id: 'open', kind: 'task', at: { from: 'opens' } },
        { id: 'early', kind: 'reminder', at: { from: 'due', days: -1, time: '09:30' } },
        { id: 'due', kind: 'reminder', at: { from: 'due', days: 0, time: '09:30' } },
        { id: 'digest', kind: 'digest', at: { from: 'due', days: 0, time: '17:00' }, up: 1 },
        { id: 'late', kind: 'reminder', at: { from: 'due', days: 1, time: '09:30' }, deputy: true },
        {
          id: 'chase',
          kind: 'chase',
          at: { from: 'due', days: 1, time: '10:00' },
          up: 1,
          acknowledgeWithin: { workingHours: 2 },
        },
        { id: 'calls', kind: 'call-list', at: { from: 'due', days: 2, time: '09:30' } },
        { id: 'locked', kind: 'locked', at: { from: 'lock' } },
      ],
    },
    stages: [
      {
        id: 'survey',
        kind: 'survey',
        name: { 'zh-CN': '摸底' },
        opens: '12-01',
        due: '12-03',
        lock: '12-05',
        asks: [{ id: 'villages', of: 'village', form: 'count' }],
      },
    ],
    ...changes,
  });

/** An instant of December 2026 in China, for example `shanghai('12-03 09:30')`. */
export const shanghai = (local: string): string => new Date(`2026-${local.replace(' ', 'T')}:00+08:00`).toISOString();
