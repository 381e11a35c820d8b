import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import * as calls from '../../store/round/calls';
import type { Acting } from '../acting';

type Outcome = Omit<Parameters<typeof calls.recordCall>[1], 'id'> & { call: number };

/**
 * Records the outcome of a call.
 * @throws Refused when there is no such call within `top`, or its unit is said to have reported and has not
 */
export const recordCall = ({ sql, by }: Acting, { call, top, result, note }: Outcome): Promise<void> =>
  atomically(sql, async (transaction) => {
    const reported = await calls.calledHasReported(transaction, { id: call, top });
    if (reported === false && result === 'reported') throw new Refused(sentence('call-not-reported'));
    if (!(await calls.recordCall(transaction, { id: call, top, result, note })))
      throw new Refused(sentence('unknown-call', { call }));
    await audit(transaction, by, 'record-call', { call, result });
  });

/**
 * Undoes the outcome of a call: it is to be made again.
 * @throws Refused when it is not over, or the unit has reported
 */
export const undoCall = ({ sql, by }: Acting, { call, top }: Pick<Outcome, 'call' | 'top'>): Promise<void> =>
  atomically(sql, async (transaction) => {
    if (!(await calls.undoCall(transaction, { id: call, top })))
      throw new Refused(sentence('call-not-undone', { call }));
    await audit(transaction, by, 'record-call', { call, result: 'undone' });
  });
