import type { Fragment, Queries } from '../../../store/db/db';

/**
 * @returns the people of the register with what they do, to stand after `from`: the columns of `contacts`, region_code
 * and role (in one word: contact, deputy …); a row for each duty
 */
export const posts = (sql: Queries): Fragment => sql`
  (select k.*, d.region_code, duty_word(d.role, d.deputy) as role from duties d join contacts k on k.id = d.contact_id)`;

/**
 * Enters people, each with one duty.
 * @param people a query of (region_code, role, name, phone, email), role as `contact` or `deputy`
 */
export const enterPeople = (sql: Queries, people: Fragment) => sql`
  with given as materialized (
    select nextval(pg_get_serial_sequence('contacts', 'id')) as id, p.*
    from (${people}) p(region_code, role, name, phone, email)),
  entered as (
    insert into contacts (id, name, phone, email) overriding system value select id, name, phone, email from given)
  insert into duties (region_code, role, deputy, contact_id)
  select region_code, 'contact', role = 'deputy', id from given order by id`;
