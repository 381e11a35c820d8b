import type { DutyWord } from '../../domain/people/duties';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import { inDutyOrder } from './duties';
import { asRegistered } from './phones';

/** A contact with a place that the person has a duty for. */
export interface PersonFound {
  id: number;
  name: string;
  phone: string | null;
  role: DutyWord;
  region: string;
  regionName: string;
}

/** @returns contacts within `top` whose name holds the words, or whose number or address they are, each once */
export const findPeople = (
  sql: Queries,
  { words, top, limit }: { words: string; top: string | null; limit: number },
): Promise<PersonFound[]> => sql<PersonFound[]>`
  select * from (
    select distinct on (k.id) k.id, k.name, k.phone, duty_word(d.role, d.deputy) as role, g.code as region, g.name as "regionName"
    from contacts k join duties d on d.contact_id = k.id join regions g on g.code = d.region_code
    where (k.name like ${`%${words.replace(/[\\%_]/g, '\\$&')}%`} or k.phone = ${asRegistered(words)} or k.email = ${words})
      and ${within(sql, top, 'g.path')}
    order by k.id, ${inDutyOrder(sql)}) found
  order by name, id limit ${limit}`;
