import type { RegisterRows } from '../../rows';
import { registerFrom } from './written-tree';

/** The province and the city that its account names; everything below, and the second city, is made up. */
export const hunan = (): RegisterRows =>
  registerFrom(
    {
      code: '430000',
      kind: 'province',
      called: '湖南省',
      below: [
        { kind: 'city', called: '长沙市', below: COUNTIES },
        { kind: 'city', ends: '市', count: 2, below: COUNTIES },
        { kind: 'unit', called: '省应急管理厅', tags: ['emergency'] },
        { kind: 'unit', called: '省粮食和物资储备局', tags: ['reserve'] },
      ],
    },
    2001,
  );

const COUNTIES = [
  {
    kind: 'county',
    ends: '县',
    count: 2,
    below: [
      { kind: 'township', ends: '镇', below: [{ kind: 'village', ends: '村', count: 3 }] },
      { kind: 'township', ends: '乡', below: [{ kind: 'village', ends: '村', count: 2 }] },
    ],
  },
];
