import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScenario } from './delivery';
import { SCENARIOS } from './scenarios';
import { type ChaosStage, openChaosStage } from './stage';

let stage: ChaosStage;

beforeAll(async () => {
  stage = await openChaosStage(mkdtempSync(join(tmpdir(), 'nuandong-chaos-')));
}, 60_000);
afterAll(() => stage.close());

test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
  '%s: nothing is lost and nothing doubled',
  async (_, scenario) => {
    const { lost, doubled, messages } = await runScenario(stage, scenario, 30);
    expect({ messages, lost, doubled }).toEqual({ messages: 30, lost: 0, doubled: 0 });
  },
  120_000,
);
