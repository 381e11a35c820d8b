import type { Actor } from '../store/account/actor';
import type { Sql } from '../store/db/db';

/** The database and the author of an act. The caller (route, command …) checks the permission. */
export interface Acting {
  sql: Sql;
  /** For the audit log. */
  by: Actor;
}

/** The author that campaigns and warnings store, besides the audit log: `account:7`, or a name. */
export interface Deciding extends Acting {
  name: string;
}
