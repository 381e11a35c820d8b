import type { FastifyRequest } from 'fastify';
import type { Permission, Role } from '../domain/roles';
import type { Fragment, Queries } from '../register/db';
import { within } from '../register/scope';

export interface User {
  id: number | null;
  name: string;
  role: Role;
  region: string | null;
  via: 'api' | 'console' | 'oidc';
  session: number | null;
}
declare module 'fastify' {
  interface FastifyContextConfig {
    may?: Permission | 'anybody';
    csrf?: 'origin';
  }
}
export const only = (permission: Permission | 'anybody') => ({ may: permission });
export const userOf = (_: FastifyRequest): User => ({
  id: null,
  name: 'API',
  role: 'administrator',
  region: null,
  via: 'api',
  session: null,
});
export const inHisRegion = (sql: Queries, { region }: Pick<User, 'region'>, pathColumn: string): Fragment =>
  within(sql, region, pathColumn);
export async function maySee(sql: Queries, user: Pick<User, 'region'>, regionCode: string): Promise<boolean> {
  const [row] = await sql`select from regions g where g.code = ${regionCode} and ${inHisRegion(sql, user, 'g.path')}`;
  return row !== undefined;
}
