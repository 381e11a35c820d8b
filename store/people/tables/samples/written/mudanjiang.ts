import type { RegisterRows } from '../../rows';
import { registerFrom } from './written-tree';

/** The city and one district with its town are named in its account; all others are made up. */
export const mudanjiang = (): RegisterRows =>
  registerFrom(
    {
      code: '231000',
      kind: 'city',
      called: '牡丹江市',
      below: [
        {
          kind: 'county',
          called: '爱民区',
          below: [
            { kind: 'township', called: '三道关镇', below: [{ kind: 'village', ends: '村', count: 4 }] },
            { kind: 'township', ends: '街道', below: [{ kind: 'community', ends: '社区', count: 4 }] },
          ],
        },
        {
          kind: 'county',
          ends: '县',
          below: [
            { kind: 'township', ends: '镇', below: [{ kind: 'village', ends: '村', count: 4 }] },
            { kind: 'township', ends: '街道', below: [{ kind: 'community', ends: '社区', count: 2 }] },
          ],
        },
      ],
    },
    2601,
  );
