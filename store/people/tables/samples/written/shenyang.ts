import type { RegisterRows } from '../../rows';
import { registerFrom } from './written-tree';

/** The city is named in its account; its districts, and all below them, are made up. Each has a station for patrols. */
export const shenyang = (): RegisterRows =>
  registerFrom(
    {
      code: '210100',
      kind: 'city',
      called: '沈阳市',
      below: [
        { kind: 'county', ends: '区', count: 2, below: DISTRICT },
        { kind: 'county', ends: '县', below: COUNTY },
        { kind: 'unit', called: '市未成年人救助保护中心', tags: ['children'] },
        { kind: 'unit', called: '市社会工作服务中心', tags: ['organisation'] },
      ],
    },
    2401,
  );

const STATION = { kind: 'unit', ends: '救助管理站', tags: ['station'] };
const DISTRICT = [
  { kind: 'township', ends: '街道', count: 2, below: [{ kind: 'community', ends: '社区', count: 3 }] },
  STATION,
];
const COUNTY = [
  { kind: 'township', ends: '乡', below: [{ kind: 'village', ends: '村', count: 4 }] },
  { kind: 'township', ends: '镇', below: [{ kind: 'village', ends: '村', count: 2 }] },
  STATION,
];
