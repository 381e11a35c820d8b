import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { importRegister } from '../../../store/people/tables/import';
import { generateRegister } from '../../../store/people/tables/samples/generate';
import { loadSamples } from '../../../store/people/tables/samples/samples';
import { type Chaos, type Season, seasonUnderChaos } from './season';

const SHORT = 'test/fixtures/chaos-season.yaml';
const VILLAGES = 5;

type How = Omit<Season, 'definition' | 'settle'>;

/** Plays a short winter with something of everything under chaos. */
export const shortSeasonUnderChaos = (how: How): Promise<Chaos> => {
  const definition = definitionIn(SHORT);
  const register = generateRegister({ villages: VILLAGES, prefix: definition.scope });
  return seasonUnderChaos({ ...how, definition, settle: async (sql) => void (await importRegister(sql, register)) });
};

/** Plays a shipped campaign over its sample register under chaos. */
export const shippedUnderChaos = (campaign: string, how: How): Promise<Chaos> => {
  const definition = definitionIn(`config/campaigns/${campaign}.yaml`);
  const { scope: top } = definition;
  return seasonUnderChaos({ ...how, definition, settle: async (sql) => void (await loadSamples(sql, { top })) });
};

function definitionIn(path: string) {
  const file = join(ROOT, path);
  return readDefinition(readFileSync(file, 'utf8'), { file }).definition;
}
