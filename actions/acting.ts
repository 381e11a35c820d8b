import type { Actor } from '../store/account/actor';
import type { Sql } from '../store/db/db';

/** Where an act is done, and who does it. Whether they may is asked at the door, by the rules of that door. */
export interface Acting {
  sql: Sql;
  /** For the audit log. */
  by: Actor;
}

/** What campaigns and warnings keep of who decided, beside the audit log: `account:7`, or a name. */
export interface Deciding extends Acting {
  name: string;
}
