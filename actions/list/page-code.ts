import { atomically, type Sql } from '../../store/db/db';
import { sendCode, takeCode } from '../../store/list/page-codes';
import type { Link } from '../../store/round/links';

/** Sends the code of a list page to the contact of a link. @returns false where one was sent a moment ago */
export const sendPageCode = ({ sql }: { sql: Sql }, link: Link): Promise<boolean> =>
  atomically(sql, (transaction) => sendCode(transaction, link));

/** @returns whether the code is right; each one counts, also a wrong one */
export const takePageCode = (
  { sql, secret }: { sql: Sql; secret: string },
  link: Link,
  code: string,
): Promise<boolean> => takeCode(sql, secret, link, code);
