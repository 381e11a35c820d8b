import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as papers from '../../../../actions/list/papers';
import { withListForms } from '../../../../domain/list/list-forms';
import { roundsInAreas } from '../../../../domain/round/round';
import { stepFormId, withWarningForms } from '../../../../domain/warning/alert/forms';
import { PHOTO } from '../../../../rehearsal/people/photo';
import type { Actor } from '../../../../store/account/actor';
import type { Sql } from '../../../../store/db/db';
import { openRound } from '../../../../store/round/rounds';
import { type OpenCampaign, openCampaign, TEST_SECRET } from '../../../support/campaigns/campaign';
import { listDefinition } from '../../../support/campaigns/list-definition';
import { family, sending } from '../../../support/campaigns/rows';
import { shanghai, tinyDefinition } from '../../../support/campaigns/tiny';
import { KEY } from '../../../support/people/given';
import { testDatabase } from '../../../support/servers/database';

export const BY: Actor = { id: null, via: 'cli', by: 'zhang' };
export const URL_HERE = 'http://127.0.0.1:1';
export const NOW = shanghai('12-02 10:00');
export const REASON = 'because';
/** A round that asks whether a warning is known. */
export const KNOWN = 'alert-1.known';
export const everything = { top: null };

let database: Awaited<ReturnType<typeof testDatabase>>;
export let sql: Sql;
export let campaign: OpenCampaign;
export let round: string;
/** A folder for files, which goes with the stage. */
export let folder = '';
/** Numbers of the objects of the acts. */
export const number: Record<string, number> = {};
/** The addresses and secrets that the acts need. */
export const held: Record<string, string> = {};
export const stopped: string[] = [];

export const numberOf = (what: string): number => number[what] ?? 0;
export const acting = () => ({ sql, by: BY });
export const deciding = () => ({ ...acting(), name: 'zhang' });
export const weather = () => ({
  ...deciding(),
  weather: { scope: campaign.id, at: NOW },
  tell: async () => [],
  campaign: campaign.id,
});
export const office = () => ({
  ...acting(),
  key: KEY,
  client: { startCases: async () => {}, caseAnswered: async () => {}, reportArrived: async () => {} },
});
export const keying = () => ({ ...office(), people: KEY });
export const paperOf = (unit: string) => ({
  ...{ campaign: campaign.id, list: 'roster', key: 'apply.village', unit, handedOver: NOW, rows: 1 },
  ...{ sheets: [PHOTO.bytes], submission: randomUUID() },
});
export const posting = () => ({
  ...{ ...acting(), ...everything, key: KEY, addresses: { publicUrl: URL_HERE, secret: TEST_SECRET } },
  client: { startPosting: async () => {}, postingsChanged: async () => [] },
});
export const ofAccount = (what: string) => ({ account: numberOf(what) });
export const asking = () => ({ ...acting(), client: { startCases: async () => {}, reportArrived: async () => {} } });
export const answering = () => ({ ...acting(), client: { ...asking().client, caseAnswered: async () => {} } });

/** A campaign with reports, lists, a paper and a question whether a warning is known. */
export async function openStage(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'acts-'));
  database = await testDatabase();
  ({ sql } = database);
  const { forms, standards, lists: listed, stages } = listDefinition();
  const tiny = tinyDefinition();
  const asked = stages.map((stage) => ({
    ...stage,
    asks: stage.asks.map(({ id, of, does }) => ({ id, of, does, list: 'roster' })),
  }));
  const definition = withWarningForms(
    withListForms(
      tinyDefinition({
        ...{
          warnings: { of: 'village' },
          cases: { complaint: {} },
          standards,
          lists: { ...listed, roster: listed.poor, hung: listed.poor },
        },
        ...{ forms: { ...tiny.forms, family: forms.family }, stages: [...tiny.stages, ...asked] },
      }),
    ),
  );
  campaign = await openCampaign(sql, { definition, now: NOW });
  [round = ''] = campaign.rounds;
  const [planned] = roundsInAreas(campaign.plan);
  if (!planned) throw new Error('the campaign has no round');
  const asking = { ...planned.round, key: KNOWN, form: stepFormId('known') };
  await openRound(sql, { id: 'acts/known', campaign: campaign.id, round: asking, area: planned.area });
  number.void = (await papers.takePaper(keying(), paperOf('913'))).paper;
  number.differing = (await papers.takePaper(keying(), paperOf('921'))).paper;
  const keyed = sending(family(78));
  held.differing = keyed.rows[0]?.row ?? '';
  await papers.keyPaper(keying(), {
    ...{ paper: number.differing, rows: keyed, whole: false, submission: randomUUID(), ...everything },
  });
  await sql`update list_paper_rows set differs = '[{"field": "heads", "kept": 4, "sent": 6}]'`;
}

export async function closeStage(): Promise<void> {
  await database.drop();
  await rm(folder, { recursive: true });
}
