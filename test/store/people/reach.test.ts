import type { Sql } from '../../../store/db/db';
import { enterPeople, posts } from '../../support/campaigns/people';
import { shanghai, tinyDefinition } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';

/** A person of the register with all facts that decide about reach; each has their own place. */
interface Person {
  code: string;
  phone: 'none' | 'good' | 'bad' | 'bad in the rehearsal';
  /** An invented number is the same in a rehearsal; another one is masked there. */
  invented: boolean;
  stop: { scope: 'live' | 'rehearsal' | 'other'; by: 'them' | 'somebody before'; confirmed: boolean } | null;
  optedOut: boolean;
  email: 'none' | 'good' | 'bad';
  leave: { from: string | null; until: string | null };
}

/** In the view, null means live without a campaign. */
const WORLDS = [null, 'live', 'rehearsal'] as const;
type World = (typeof WORLDS)[number];

const STOPS: Person['stop'][] = [
  null,
  ...(['live', 'rehearsal', 'other'] as const).flatMap((scope) =>
    (['them', 'somebody before'] as const).flatMap((by) =>
      [true, false].map((confirmed) => ({ scope, by, confirmed })),
    ),
  ),
];
const LEAVES: Person['leave'][] = [
  { from: null, until: null },
  { from: '2026-12-02', until: null },
  { from: null, until: '2026-12-02' },
  { from: '2026-12-02', until: '2026-12-03' },
  { from: '2026-12-02', until: '2026-12-02' },
  // Dates in the wrong order: no leave.
  { from: '2026-12-03', until: '2026-12-02' },
];

/** Every combination; the leaves, which depend on nothing else, in turn. */
const PEOPLE: Person[] = (['none', 'good', 'bad', 'bad in the rehearsal'] as const)
  .flatMap((phone) => [true, false].map((invented) => ({ phone, invented })))
  .flatMap((person) => STOPS.map((stop) => ({ ...person, stop })))
  .flatMap((person) => [true, false].map((optedOut) => ({ ...person, optedOut })))
  .flatMap((person) => (['none', 'good', 'bad'] as const).map((email) => ({ ...person, email })))
  .map((person, n) => ({ ...person, code: `V${n}`, leave: LEAVES[n % LEAVES.length] ?? { from: null, until: null } }));

function noSms({ optedOut, phone }: Person, world: World): string | null {
  if (optedOut) return 'opted-out';
  if (phone === 'none') return 'no-address';
  return phone === 'bad' || (phone === 'bad in the rehearsal' && world === 'rehearsal') ? 'bad-number' : null;
}

const smsStopped = ({ phone, stop }: Person, world: World): boolean =>
  phone !== 'none' && stop !== null && stop.confirmed && stop.by === 'them' && stop.scope === (world ?? 'live');

function noEmail({ optedOut, email }: Person): string | null {
  if (optedOut) return 'opted-out';
  return { none: 'no-address', bad: 'bad-address', good: null }[email];
}

const DAYS = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'];
const daysOfLeave = ({ leave: { from, until } }: Person): string[] =>
  from === null && until === null ? [] : DAYS.filter((day) => (from ?? '') <= day && day <= (until ?? '9999'));

let sql: Sql;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ sql, drop } = await testDatabase());
  await sql`insert into regions (code, level, kind, name, path) values ('9', 1, 'county', '县', '9/')`;
  await openCampaigns();
  await writeRegister();
});
afterAll(() => drop());

const openCampaigns = () => sql`
  insert into campaigns (id, definition, plan, mode, started_at)
  select mode, ${sql.json(tinyDefinition())}, '{}', mode, ${shanghai('12-01 09:00')}
  from unnest(array['live', 'rehearsal']) as mode`;

async function writeRegister(): Promise<void> {
  const people = sql`jsonb_to_recordset(${sql.json(PEOPLE.map(rowOf))}) as p(
    code text, phone text, phone_bad text, email text, email_bad text, opted_out boolean, leave_from date,
    leave_until date, scope text, people text[], confirmed boolean, bad_here boolean)`;
  await sql`
    insert into regions (code, parent_code, level, kind, name, path)
    select code, '9', 2, 'village', code, '9/' || code || '/' from ${people}`;
  await enterPeople(sql, sql`select code, 'contact', '现任' || code, phone, email from ${people}`);
  await sql`
    update contacts k set phone_bad = p.phone_bad, email_bad = p.email_bad, opted_out = p.opted_out
    from ${people} join duties d on d.region_code = p.code where k.id = d.contact_id`;
  await sql`
    update duties d set leave_from = p.leave_from, leave_until = p.leave_until from ${people} where d.region_code = p.code`;
  await sql`
    insert into rehearsed_bad_numbers (campaign_id, contact_id, code)
    select 'rehearsal', k.id, 'MK:1' from ${people} join ${posts(sql)} k on k.region_code = p.code where p.bad_here`;
  await sql`
    insert into stopped_numbers (scope, phone, people, asked_at, confirmed_at)
    select p.scope, phone_in(case p.scope when 'live' then 'live' else 'rehearsal' end, k), p.people, now(),
           case when p.confirmed then now() end
    from ${people} join duties d on d.region_code = p.code join contacts k on k.id = d.contact_id where p.scope is not null and k.phone is not null`;
}

const rowOf = ({ code, phone, invented, stop, optedOut, email, leave }: Person) => ({
  code,
  phone: phone === 'none' ? null : `${invented ? '1990' : '1380'}${code.slice(1).padStart(7, '0')}`,
  phone_bad: phone === 'bad' ? 'MK:1' : null,
  bad_here: phone === 'bad in the rehearsal',
  email: email === 'none' ? null : `${code}@example.org`,
  email_bad: email === 'bad' ? '550' : null,
  opted_out: optedOut,
  leave_from: leave.from,
  leave_until: leave.until,
  scope: stop?.scope ?? null,
  people: stop === null ? [] : [stop.by === 'them' ? `现任${code}` : '前任'],
  confirmed: stop?.confirmed ?? false,
});

test.each(WORLDS)(
  'whatever stands in the register, the view says how each person is reached: campaign %s',
  async (world) => {
    const rows = await sql`
    select d.region_code as code, w.no_sms, w.sms_stopped, w.no_email, array(
        select day from unnest(${DAYS}::text[]) as day where d.leave @> day::date order by day) as leave
    from duties d join reach w on w.contact_id = d.contact_id where w.campaign_id is not distinct from ${world}`;
    const said = new Map(rows.map(({ code, ...row }) => [code, row]));
    expect(rows).toHaveLength(PEOPLE.length);
    for (const person of PEOPLE)
      expect([person, said.get(person.code)]).toEqual([
        person,
        {
          no_sms: noSms(person, world),
          sms_stopped: smsStopped(person, world),
          no_email: noEmail(person),
          leave: daysOfLeave(person),
        },
      ]);
  },
);

test('a region whose duty nobody holds has no way, and one without a duty has no row', async () => {
  await sql`
    insert into regions (code, parent_code, level, kind, name, path)
    select code, '9', 2, 'village', code, '9/' || code || '/' from unnest(array['vacant', 'none']) as code`;
  await enterPeople(sql, sql`select 'vacant', 'contact', null::text, null::text, null::text`);
  const rows = await sql`
    select d.region_code, w.no_sms, w.no_email from duties d join reach w on w.contact_id = d.contact_id
    where w.campaign_id is null and d.region_code in ('vacant', 'none')`;
  expect([...rows]).toEqual([{ region_code: 'vacant', no_sms: 'no-address', no_email: 'no-address' }]);
});
