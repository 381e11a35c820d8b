import type { Fragment, Queries } from '../db/db';
import { inDutyOrder } from './duties';

/** @returns the people of a region, as a JSON array for a column: number, duty, name, telephone number */
export const peopleAt = (sql: Queries, region: Fragment): Fragment => sql`
  coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'role', duty_word(d.role, d.deputy), 'name', t.name,
              'phone', t.phone) order by ${inDutyOrder(sql)})
            from duties d join contacts t on t.id = d.contact_id
            where d.region_code = ${region} and t.name is not null), '[]')`;
