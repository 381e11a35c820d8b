import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { readDefinition } from '../../domain/campaign/definition/read-definition';
import { rehearse } from '../../rehearsal/rehearse';
import { importRegister } from '../../store/people/tables/import';
import { generateRegister } from '../../store/people/tables/samples/generate';
import { type Stage, testStage } from '../support/campaigns/stage';

/** A season of some fifty steps, slow on a loaded machine. */
jest.setTimeout(300_000);

const FILE = join(ROOT, 'test/fixtures/card-campaign.yaml');

let stage: Stage;
beforeAll(async () => {
  stage = await testStage();
});
afterAll(() => stage?.close());

test('a bank pays 60 households 600 yuan each: of one file it never says anything, what it refuses is paid again once', async () => {
  const { definition: written } = readDefinition(readFileSync(FILE, 'utf8'), { file: FILE });
  // All users of this Temporal share workflow ids.
  const definition = { ...written, id: `${written.id}-${randomBytes(4).toString('hex')}` };
  await importRegister(stage.sql, generateRegister({ villages: 12, prefix: definition.scope }));
  const { campaign, audit, ledger } = await rehearse({
    ...{
      ...stage,
      definition,
      seed: 1,
      shares: { silentBank: 1 },
      caps: { messages: 8, reminders: 3 },
      reportsDir: stage.env.REPORTS_DIR,
    },
  });
  expect(audit.violations).toEqual([]);
  expect(ledger).toMatchObject({ balanced: true, money: 36_000, items: [{ category: 'difficult', households: 60 }] });
  const batches = await stage.sql<{ corrects: number | null; paid: number; failed: number }[]>`
    select b.corrects_id as corrects, count(*) filter (where l.state = 'paid')::int as paid,
           count(*) filter (where l.state = 'failed')::int as failed
    from bank_batches b join bank_lines l on l.batch_id = b.id where b.campaign_id = ${campaign} group by b.id order by b.id`;
  const [silent, first, again] = batches;
  expect(batches).toHaveLength(3);
  expect(silent).toMatchObject({ corrects: null, paid: 0, failed: 0 });
  expect(first?.failed).toBeGreaterThan(0);
  expect(again).toMatchObject({ corrects: expect.any(Number), paid: first?.failed, failed: 0 });
  const results = await stage.sql<{ state: string }[]>`
    select r.state from bank_results r join bank_batches b on b.id = r.batch_id where b.campaign_id = ${campaign} order by r.id`;
  expect(results.map(({ state }) => state)).toEqual(['set-aside', 'booked', 'booked']);
});
