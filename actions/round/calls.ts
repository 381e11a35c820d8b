import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import * as calls from '../../store/round/calls';
import type { Acting } from '../acting';

type Outcome = Omit<Parameters<typeof calls.recordCall>[1], 'id'> & { call: number };

/** Records the outcome of a call. @throws Refused when there is no such call within `top` */
export const recordCall = ({ sql, by }: Acting, { call, top, result, note }: Outcome): Promise<void> =>
  atomically(sql, async (transaction) => {
    if (!(await calls.recordCall(transaction, { id: call, top, result, note })))
      throw new Refused(sentence('unknown-call', { call }));
    await audit(transaction, by, 'record-call', { call, result });
  });
