import type { RegisterRows } from '../../rows';
import { registerFrom } from './written-tree';

/**
 * The province, and the city where the earth shook, are named in its account; all others are made up. One of the eight
 * gets money and no goods.
 */
export const qinghai = (): RegisterRows =>
  registerFrom(
    {
      code: '630000',
      kind: 'province',
      called: '青海省',
      below: [
        {
          kind: 'city',
          called: '海东市',
          tags: ['goods', 'money'],
          below: [
            { kind: 'county', ends: '县', tags: ['earthquake'] },
            { kind: 'county', ends: '县', tags: ['earthquake'] },
          ],
        },
        { kind: 'city', ends: '市', tags: ['money'], below: COUNTIES },
        { kind: 'city', ends: '州', count: 6, tags: ['goods', 'money'], below: COUNTIES },
      ],
    },
    2201,
  );

const COUNTIES = [{ kind: 'county', ends: '县', count: 2 }];
