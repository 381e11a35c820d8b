-- A rehearsal sends to simulated phones and mailboxes, whose pages ask for no password: real names and numbers do not
-- stand there. What was invented already (register/tables/generate.ts: numbers 1990…, addresses at example.org) stays.

create function is_invented(phone text, email text) returns boolean language sql immutable as $$
  select coalesce(phone like '1990%', true) and coalesce(email like '%example.org', true)
$$;

-- The number that a contact has in a campaign of this mode. People who share one share the other; no two others do.
create function phone_in(mode text, person contacts) returns text language sql stable as $$
  select case when mode = 'live' or person.phone like '1990%' then person.phone
              else '1991' || lpad((select min(c.id) from contacts c where c.phone = person.phone)::text, 7, '0') end
$$;

create function email_in(mode text, person contacts) returns text language sql immutable as $$
  select case when mode = 'live' or person.email like '%example.org' then person.email
              when person.email is not null then 'person-' || person.id || '@rehearsal.example.org' end
$$;

-- As long as the real one, so that an SMS is as long as it will be: 王某某.
create function name_in(mode text, person contacts) returns text language sql immutable as $$
  select case when mode = 'live' or is_invented(person.phone, person.email) then person.name
              else left(person.name, 1)
                || repeat(case when person.name ~ '^[ -~]+$' then '.' else '某' end, greatest(char_length(person.name) - 1, 1)) end
$$;

-- The numbers in the register that this one may stand for: itself, and whose it is in a rehearsal.
create function phones_behind(number text) returns text[] language sql stable as $$
  select array[number] || array(
    select c.phone from contacts c
    where case when number ~ '^1991[0-9]{7}$' then c.id = substr(number, 5)::bigint else false end and c.phone is not null)
$$;
