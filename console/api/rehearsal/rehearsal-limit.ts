import { sentence } from '../../../domain/text/refusal';
import { rehearsalsStartedBy } from '../../../store/account/audit-log';
import type { Queries } from '../../../store/db/db';
import { Problem } from '../../shell/problems';
import type { User } from '../../shell/who';

/** Most rehearsals of one account: each is a whole campaign with all its messages. */
const MOST_IN_AN_HOUR = 10;

/** @throws Problem 429 when an account has started too many in an hour */
export async function refuseTooManyRehearsals(sql: Queries, user: Pick<User, 'id'>): Promise<void> {
  if ((await rehearsalsStartedBy(sql, user)) >= MOST_IN_AN_HOUR)
    throw new Problem(429, sentence('too-many-rehearsals', { most: MOST_IN_AN_HOUR }));
}
