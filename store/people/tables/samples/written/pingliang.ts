import type { RegisterRows } from '../../rows';
import { registerFrom } from './written-tree';

/**
 * The city, its five counties and the departments are named in its account; townships and villages are made up. The
 * helpers belong to departments, those whom they help to villages or to the home for children.
 */
export const pingliang = (): RegisterRows =>
  registerFrom(
    {
      code: '620800',
      kind: 'city',
      called: '平凉市',
      below: [
        ...['崆峒区', '华亭市', '静宁县', '泾川县', '崇信县'].map((called) => ({
          kind: 'county',
          called,
          below: COUNTY,
        })),
        ...DEPARTMENTS.map(([called, tag]) => ({ kind: 'unit', called, tags: ['department', tag] })),
        { kind: 'unit', called: '市儿童福利院', tags: ['institution'] },
      ],
    },
    2801,
  );

const COUNTY = [{ kind: 'township', ends: '镇', below: [{ kind: 'village', ends: '村', count: 2 }] }];

const DEPARTMENTS = [
  ['市教育局', 'education'],
  ['市残疾人联合会', 'disabled'],
  ['市人力资源和社会保障局', 'labour'],
  ['市卫生健康委员会', 'health'],
  ['市公安局', 'police'],
  ['市民政局', 'civil'],
] as const;
