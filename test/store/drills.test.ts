import { withWarningForms } from '../../domain/warning/alert/forms';
import type { Touched } from '../../domain/warning/feed/changes';
import type { Sql } from '../../store/db/db';
import { makeDrill } from '../../store/warning/drills';
import { cancelWarning } from '../../store/warning/raised-warnings';
import { liveWarnings, takeWarnings, tellTaken } from '../../store/warning/warnings';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { shanghai, tinyDefinition } from '../support/campaigns/tiny';
import { hours, warning } from '../support/campaigns/warnings';
import { testDatabase } from '../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
const NOW = shanghai('12-02 10:00');
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: withWarningForms(tinyDefinition({ warnings: { of: 'village' } })) });
  await sql`insert into regions (code, parent_code, level, kind, name, path) values ('8', null, 1, 'county', '邻县', '8/')`;
});
afterAll(() => database.drop());

const areas = [{ code: null, name: '小县' }];
const drill = async (warnings: Parameters<typeof makeDrill>[1]['warnings'], told: Touched[] = []) => {
  const made = await makeDrill(sql, { campaign: campaign.id, warnings, bytes: Buffer.from('a file'), by: 'account:7' });
  await tellTaken(sql, made.scope, async (_, touched) => {
    told.push(...touched);
    return [];
  });
  return made;
};
const live = () => liveWarnings(sql, { scope: campaign.id, region: '9', now: NOW });

test('warnings of last winter are answered now as an exercise, in the scope only, and touch nothing actual', async () => {
  const old = {
    sentAt: '2025-12-20T16:00:00+08:00',
    onsetAt: '2025-12-20T16:00:00+08:00',
    endsAt: '2025-12-22T16:00:00+08:00',
  };
  const actual = warning({ identifier: 'A', areas, sentAt: hours(25), endsAt: hours(60), colour: 'yellow' });
  await takeWarnings(sql, {
    scope: campaign.id,
    source: 'test',
    read: { warnings: [actual], problems: [] },
    raw: { bytes: Buffer.from('actual') },
    at: NOW,
  });
  const told: Touched[] = [];
  await drill(
    [
      warning({ identifier: 'A', areas, ...old, colour: 'orange' }),
      warning({
        identifier: 'E',
        event: 'A',
        areas,
        ...old,
        messageType: 'cancel',
        sentAt: '2025-12-21T16:00:00+08:00',
      }),
      warning({ identifier: 'N', areas: [{ code: null, name: '邻县' }], ...old }),
    ],
    told,
  );
  expect(await live()).toMatchObject([
    { colour: 'yellow', drill: false, endsAt: hours(60) },
    { colour: 'orange', drill: true, regions: ['9'], endsAt: shanghai('12-04 10:00') },
  ]);
  const held = (await live()).find((one) => one.drill);
  expect(told).toContainEqual({ event: held?.event, hazard: 'cold-wave', regions: ['9'], change: 'opened' });
  expect(await sql`select distinct drill_by as by from warnings where drill_by is not null`).toEqual([
    { by: 'account:7' },
  ]);

  // A second start is a separate drill; its end leaves the other drill and the actual warning.
  await drill([warning({ identifier: 'A', areas, ...old, colour: 'red' })]);
  const [, , second] = await live();
  expect(second).toMatchObject({ colour: 'red', drill: true });
  await cancelWarning(sql, second?.event ?? 0, { scope: campaign.id, by: 'account:7', at: NOW });
  expect((await live()).map(({ colour }) => colour)).toEqual(['yellow', 'orange']);
});

test('is refused where nothing would come of it', async () => {
  await expect(drill([warning({ areas: [{ code: null, name: '邻县' }] })])).rejects.toThrow(
    'None of these warnings is for a place in the scope of "2026-tiny-9" (9).',
  );
  await sql`update campaigns set state = 'completed'`;
  await expect(drill([warning({ areas })])).rejects.toThrow('answers no warnings: it has ended');
});
