import type { RegisterRows } from '../../rows';
import { registerFrom } from './written-tree';

/** A made-up street: its communities, each with a trade union of its own. */
export const communityUnion = (): RegisterRows =>
  registerFrom(
    {
      code: '990410101',
      kind: 'township',
      called: '同和街道',
      below: [{ kind: 'community', ends: '社区', count: 4 }],
    },
    9801,
  );
