import type { Queries } from '../db/db';

/** The duty group of a region: the name of the robot that tells it. */
export interface Group {
  region: string;
  robot: string;
}

/** @returns the robot of a region's group, or null. */
export async function groupOf(sql: Queries, region: string): Promise<string | null> {
  const [row] = await sql<{ robot: string }[]>`select robot from groups where region_code = ${region}`;
  return row?.robot ?? null;
}

/** Attaches a robot to a region, in place of the one before. Call it in a transaction. */
export async function attachGroup(sql: Queries, { region, robot }: Group): Promise<void> {
  const changed = await sql`
    update groups set robot = ${robot}, changed_at = now() where region_code = ${region} returning 1`;
  if (changed.length > 0) return;
  await sql`
    with who as (insert into contacts (name, language) values ('值班群', 'zh-CN') returning id)
    insert into groups (region_code, robot, contact_id) select ${region}, ${robot}, id from who`;
}

/** Tells the region's group nothing any more; its messages stay. @returns whether there was one */
export async function detachGroup(sql: Queries, region: string): Promise<boolean> {
  const rows = await sql`delete from groups where region_code = ${region} returning 1`;
  return rows.length > 0;
}
