import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { ROOT } from '../../config/root';
import type { Definition } from '../../domain/campaign/definition/definition';
import { readDefinition } from '../../domain/campaign/definition/read-definition';
import { withCaseForms } from '../../domain/case/case-forms';
import { inventPerson } from '../../rehearsal/lists/invented-people';
import { rehearse } from '../../rehearsal/rehearse';
import { importRegister } from '../../store/people/tables/import';
import { generateRegister } from '../../store/people/tables/samples/generate';
import { sampleRegister } from '../../store/people/tables/samples/sample-trees';
import { listDefinition } from '../support/campaigns/list-definition';
import { type Stage, testStage } from '../support/campaigns/stage';

/** A season of some 150 steps, slow on a loaded machine. */
jest.setTimeout(240_000);

const FILE = join(ROOT, 'config/campaigns/haimen-quota.yaml');
const { definition } = readDefinition(readFileSync(FILE, 'utf8'), { file: FILE });
/** All users of this Temporal share workflow ids. */
const own = <One extends Definition>(one: One): One => ({ ...one, id: `lists-${randomBytes(4).toString('hex')}` });
const TINY = '990000';

let stage: Stage;
beforeAll(async () => {
  stage = await testStage();
  await importRegister(stage.sql, sampleRegister('haimen'));
  await importRegister(stage.sql, generateRegister({ villages: 5, prefix: TINY }));
});
afterAll(() => stage?.close());

const rehearsed = (one: Definition, more: Partial<Parameters<typeof rehearse>[0]> = {}) =>
  rehearse({
    ...stage,
    caps: { messages: 8, reminders: 3 },
    reportsDir: stage.env.REPORTS_DIR,
    definition: one,
    seed: 1,
    ...more,
  });

test('a town proposes households up to its quota, and the audit is clean; another rehearsal leaves nobody behind', async () => {
  const { sql } = stage;
  const town = own(definition);
  const { campaign, audit } = await rehearsed(town);
  expect(audit.violations).toEqual([]);
  const [quota] = await sql`
    select sum(slots)::int as slots, max(used) <= max(slots) as kept from quotas where campaign_id = ${campaign} and list = 'special'`;
  expect(quota).toEqual({ slots: 188, kept: true });
  const [rows] = await sql<{ rows: number; proposers: number; decided: number }[]>`
    select count(*)::int as rows, count(distinct unit_code)::int as proposers,
           (select count(*)::int from cases where campaign_id = ${campaign} and kind = 'duplicate' and state = 'closed') as decided
    from entries where campaign_id = ${campaign} and list = 'special'`;
  expect(rows?.rows).toBeGreaterThan(120);
  expect(rows?.proposers).toBeGreaterThan(18);
  expect(rows?.decided).toBeGreaterThan(1);
  // Rows come bit by bit, some are corrected and taken back, and each report counts them.
  const kinds = await sql<
    { kind: string }[]
  >`select distinct kind from deeds where campaign_id = ${campaign} order by 1`;
  expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['correct', 'hold', 'propose', 'remove']));
  const [sendings] = await sql<{ begun: number; whole: number }[]>`
    select count(*) filter (where not whole)::int as begun, count(*) filter (where whole)::int as whole
    from reports p join asks u on u.id = p.ask_id where u.campaign_id = ${campaign} and u.key = 'special'`;
  expect(sendings?.begun).toBeGreaterThan(10);
  expect(sendings?.whole).toBeGreaterThan(15);
});

test('something personal in Temporal or Redis is found, wherever it came from', async () => {
  const tiny = own(withCaseForms({ ...listDefinition(), scope: TINY }));
  const { name, idNumber } = inventPerson(1, 3);
  const redis = new Redis(stage.redis.url);
  const careless: Promise<unknown>[] = [];
  const { audit } = await rehearsed(tiny, {
    onStart({ campaign }) {
      careless.push(
        redis.set(`${stage.redis.prefix}:careless`, JSON.stringify({ idNumber })),
        stage.client.steer({ campaign, verb: 'replan', reason: 'x', actor: name }),
      );
    },
  });
  await Promise.all(careless);
  await redis.del(`${stage.redis.prefix}:careless`);
  redis.disconnect();
  const found = audit.violations.map(({ kind, detail }) => `${kind} ${detail.split(',')[0]}`);
  expect(new Set(found)).toEqual(new Set(['personal-data Temporal', 'personal-data Redis']));
  for (const { detail } of audit.violations) expect(detail).not.toContain(name);
});
