import { PHOTO } from '../../../../rehearsal/people/photo';
import { holdAsked, keepAsked } from '../../../../store/campaign/asked-decisions';
import { addDraft } from '../../../../store/campaign/drafts';
import { identify } from '../../../../store/people/helped/identify';
import { openKeyring } from '../../../../store/people/sealed/keyring';
import { recordReport } from '../../../../store/report/reports';
import { writePast } from '../../../support/campaigns/past-messages';
import { shanghai } from '../../../support/campaigns/tiny';
import { givenPerson, KEY } from '../../../support/people/given';
import { BY, campaign, held, NOW, number, numberOf, round, sql } from './stage';

export async function work(): Promise<void> {
  await sql`
    insert into regions (code, parent_code, level, kind, name, path, position, closed_at)
    values ('93', '9', 2, 'township', '旧镇', '9/93/', 8, now()), ('94', '91', 3, 'village', '旧村', '9/91/94/', 9, null)`;
  const one = async (rows: PromiseLike<readonly { id: number }[]>): Promise<number> => (await rows)[0]?.id ?? 0;
  number.contact = await one(
    sql<
      { id: number }[]
    >`select contact_id as id from duties where region_code = '912' and role = 'contact' and not deputy`,
  );
  const [message] = await writePast(
    sql,
    {
      message: {
        key: 'acts',
        campaign_id: campaign.id,
        round_id: round,
        rung: 'open',
        kind: 'task',
        region_code: '912',
        contact_id: numberOf('contact'),
        channel: 'sms',
        template: 'task',
        needed: 'always',
        valid_until: shanghai('12-09 10:00'),
        planned_at: NOW,
      },
      from: sql`rounds where id = ${round}`,
    },
    { state: 'failed', reason: 'refused' },
  );
  number.message = message ?? 0;
  number.reply = await one(sql<{ id: number }[]>`
    insert into replies (provider, dedupe, scope, phone, content, outcome, handled_at)
    values ('http', '1', 'live', '19900000912', '?', 'failed', now()) returning id`);
  await sql`
    insert into stopped_numbers (scope, phone, people, asked_at, confirmed_at)
    select 'live', phone, '{}', now(), now() from contacts where id = ${numberOf('contact')}`;
  number.call = await one(sql<{ id: number }[]>`
    insert into call_list (campaign_id, round_id, unit_code, reason, opened_at)
    values (${campaign.id}, ${round}, '913', 'unreachable', ${NOW}) returning id`);
  number.called = await one(sql<{ id: number }[]>`
    insert into call_list (campaign_id, round_id, unit_code, reason, opened_at, result, closed_at)
    values (${campaign.id}, ${round}, '921', 'unreachable', ${NOW}, 'will-report', ${NOW}) returning id`);
  const entered = { campaign: campaign.id, key: 'survey', unit: '922', via: 'api' as const, byName: 'zhang' };
  const input = { nothing: false, figures: { households: 3 } };
  held.entered = (await recordReport(sql, { ...entered, input })).receipt;
  const chase = (region: string) => sql<{ id: number }[]>`
    insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by)
    values (${campaign.id}, ${round}, 'chase', ${region}, 2, ${NOW}, ${NOW}) returning id`;
  await chase('92');
  number.chase = await one(chase('91'));
  await sql`
    with one as (insert into people (kind, region_code, shown, no_id) values ('person', '911', '王**', 'lost') returning id)
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at)
    select ${campaign.id}, 'poor', gen_random_uuid(), id, 'special', '911', '911', '王**', ${NOW}, ${NOW} from one`;
  await sql`
    with subject as (
      insert into people (kind, region_code, shown) values ('person', '911', '王**') returning id)
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, done, shown, proposed_at, changed_at)
    select ${campaign.id}, 'hung', gen_random_uuid(), id, 'special', '911', '911', 2, '王**', ${NOW}, ${NOW} from subject`;
  const { sealed, keyNo } = (await openKeyring(sql, KEY)).seal({ photo: '' }, 'deed_photos.sealed');
  number.proven = await one(sql<{ id: number }[]>`
    with proof as (
      insert into deed_photos (ask_id, photo, size, sealed, key_no)
      select id, ${PHOTO.id}, 1, ${sealed}, ${keyNo} from asks where campaign_id = ${campaign.id} and unit_code = '911' and subject_id is null order by id limit 1
      returning ask_id)
    insert into deeds (campaign_id, entry_id, unit_code, round_key, kind, at, by_name, via, photos)
    select ${campaign.id}, e.id, '911', a.key, 'check', ${NOW}, 'tests', 'form', ${[PHOTO.id]}
    from entries e, proof p join asks a on a.id = p.ask_id where e.list = 'hung' returning entry_id as id`);
  for (const [name, until] of [
    ['hanging', '12-09 00:00'],
    ['due', '12-02 00:00'],
  ] as const)
    number[name] = await one(sql<{ id: number }[]>`
      with lot as (
        insert into posting_lots (campaign_id, list, region_code, medium, opens_at, closes_at, workflow_id)
        values (${campaign.id}, 'hung', '922', 'board', ${shanghai('12-01 09:00')}, ${shanghai(until)}, ${name}) returning id)
      insert into postings (lot_id, campaign_id, list, region_code, version, content, digest)
      select id, ${campaign.id}, 'hung', '922', id, '{"from": "2026-12-01", "to": "2026-12-09"}', sha256('') from lot returning id`);
  number.duty = await one(sql<{ id: number }[]>`
    insert into duty_items (scope, kind, source, about, opened_at)
    values (${campaign.id}, 'bad-input', 'cap', 'x', ${NOW}) returning id`);
}

/** A draft, a decision that is held back, and people who are helped. */
export async function drafted(): Promise<void> {
  number.draftOfCampaign = await addDraft(sql, 'zhang', {});
  number.held = (await keepAsked(sql, BY, { campaign: campaign.id, verb: 'remind' })) ?? 0;
  await holdAsked(sql, number.held, 3600);
  const unnumbered = givenPerson({ idNumber: null, noId: 'lost' });
  const people = await identify(sql, await openKeyring(sql, KEY), [givenPerson(), unnumbered, unnumbered]);
  [number.helped = 0, number.twin = 0, number.lookalike = 0] = people.map(({ id }) => id);
}
