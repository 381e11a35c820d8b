import type { RegisterRows } from '../../rows';
import { registerFrom } from './written-tree';

/** The community that the document names, with the committee that goes from door to door and those who go along. */
export const neighbourhood = (): RegisterRows =>
  registerFrom(
    {
      code: '990430101',
      kind: 'community',
      called: '世纪城社区',
      below: [
        { kind: 'community', called: '第四居委会', tags: ['committee'] },
        { kind: 'unit', called: '社事部', tags: ['social-affairs'] },
      ],
    },
    9601,
  );
