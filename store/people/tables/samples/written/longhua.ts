import type { RegisterRows } from '../../rows';
import { registerFrom } from './written-tree';

/** Those who are responsible for activities, by their names in the document; several have more than one tag. */
const OFFICES: readonly (readonly [name: string, ...tags: string[]])[] = [
  ['区委宣传部', 'publicity'],
  ['区委办', 'leaders'],
  ['区人大办', 'leaders'],
  ['区政府办', 'leaders'],
  ['区民政局', 'households', 'garrison', 'corrected', 'vendors'],
  ['区双拥办', 'garrison'],
  ['区委政法委', 'corrected'],
  ['区司法局', 'corrected'],
  ['团区委', 'volunteering'],
  ['区商务局', 'vendors'],
  ['区市政市容委', 'vendors'],
];

/** The district that the document names, with its offices; streets and communities are made up. */
export const longhua = (): RegisterRows =>
  registerFrom(
    {
      code: '460106',
      kind: 'county',
      called: '龙华区',
      below: [
        ...OFFICES.map(([called, ...tags]) => ({ kind: 'unit', called, tags })),
        {
          kind: 'township',
          ends: '街道',
          count: 2,
          below: [{ kind: 'community', ends: '社区', count: 3 }],
        },
        { kind: 'township', ends: '镇', below: [{ kind: 'community', ends: '社区', count: 2 }] },
      ],
    },
    9301,
  );
