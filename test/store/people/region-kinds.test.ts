import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeKind, saveKind } from '../../../actions/region-kinds';
import { compile } from '../../../domain/campaign/compile/compile';
import { FIXED_KINDS, type RegionKind } from '../../../domain/people/region-kinds';
import { insertCampaign } from '../../../store/campaign/campaigns';
import type { Sql } from '../../../store/db/db';
import { regionKinds } from '../../../store/people/region-kinds';
import { regionsUnder } from '../../../store/people/regions';
import { exportRegister, writeTables } from '../../../store/people/tables/export';
import { ImportError, importRegister } from '../../../store/people/tables/import';
import { importTinyRegister, tinyDefinition } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';

const company: RegionKind = {
  code: 'company',
  name: { 'zh-CN': '企业', en: 'company' },
  words: ['公司'],
  rank: 45,
  asked: true,
};
const by = { id: null, via: 'cli', by: 'test' } as const;

let sql: Sql;
let drop: () => Promise<void>;
beforeEach(async () => {
  ({ sql, drop } = await testDatabase());
  await importTinyRegister(sql);
});
afterEach(() => drop());

test('the register begins with the kinds that rules know', async () => {
  expect(await regionKinds(sql)).toEqual(FIXED_KINDS);
});

test('kinds come with a table of theirs, go out again, and name the regions of both', async () => {
  const region = { code: '9C1', parent: '9', kind: 'company', name: '第一厂' };
  await importRegister(sql, { kinds: [company], regions: [region] });
  const kinds = await regionKinds(sql);
  expect(kinds.map(({ code }) => code)).toEqual([
    'province',
    'city',
    'county',
    'unit',
    'company',
    'township',
    'village',
    'community',
    'group',
  ]);
  const dir = await mkdtemp(join(tmpdir(), 'nuandong-kinds-'));
  try {
    const rows = await exportRegister(sql);
    const paths = await writeTables({ rows, dir, language: 'zh-CN' });
    expect(await readFile(paths.kinds ?? '', 'utf8')).toContain('company,企业,company,公司,45,是');
    expect(await readFile(paths.regions, 'utf8')).toContain('9C1,9,企业,第一厂');
    const { changes } = await importRegister(sql, { ...paths });
    expect(changes.changes).toEqual([]);
  } finally {
    await rm(dir, { recursive: true });
  }
});

test('a register without kinds of its own exports no table of them', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'nuandong-kinds-'));
  try {
    expect(await writeTables({ rows: await exportRegister(sql), dir, language: 'en' })).not.toHaveProperty('kinds');
  } finally {
    await rm(dir, { recursive: true });
  }
});

test('a table of kinds is for an account of the whole register, and told in the changes', async () => {
  await expect(importRegister(sql, { kinds: [company] }, { top: '91' })).rejects.toMatchObject({
    code: 'beyond-region',
    cells: [expect.objectContaining({ code: 'kinds-beyond', value: 'company' })],
  });
  await expect(
    importRegister(sql, { kinds: [{ ...company, code: 'firm', name: FIXED_KINDS[5].name }] }),
  ).rejects.toThrow(ImportError);
  const { changes } = await importRegister(sql, { kinds: [company] });
  expect(changes.changes).toMatchObject([{ what: 'kind', how: 'new', region: 'company', name: '企业' }]);
});

test('a kind in use is not removed, nor one that rules know; each act has its line in the audit log', async () => {
  await saveKind({ sql, by }, company);
  await expect(saveKind({ sql, by }, { ...company, code: 'firm' })).rejects.toMatchObject({ code: 'kind-name-taken' });
  await importRegister(sql, { regions: [{ code: '9C1', parent: '9', kind: 'company', name: '第一厂' }] });
  await expect(removeKind({ sql, by }, 'company')).rejects.toMatchObject({ code: 'kind-in-use' });
  await expect(sql`delete from region_kinds where code = 'company'`).rejects.toMatchObject({ code: '23503' });
  await expect(removeKind({ sql, by }, 'village')).rejects.toMatchObject({ code: 'kind-fixed' });
  await expect(removeKind({ sql, by }, 'ship')).rejects.toMatchObject({ code: 'unknown-kind' });
  await sql`delete from regions where code = '9C1'`;
  await removeKind({ sql, by }, 'company');
  expect(await regionKinds(sql)).toEqual(FIXED_KINDS);
  const lines = await sql<{ what: string }[]>`select target ->> 'what' as what from audit_log order by id`;
  expect(lines.map(({ what }) => what)).toEqual(['save-kind', 'remove-kind']);
});

test('a campaign that asks a kind keeps it', async () => {
  await saveKind({ sql, by }, company);
  await importRegister(sql, { regions: [{ code: '9C1', parent: '9', kind: 'company', name: '第一厂' }] });
  const [stage] = tinyDefinition().stages;
  const asks = [{ id: 'companies', of: 'company', form: 'count' }];
  const definition = tinyDefinition({ stages: [{ ...stage, asks }] });
  const plan = compile({ definition, regions: await regionsUnder(sql, '9'), kinds: await regionKinds(sql) });
  await insertCampaign(sql, { id: plan.campaign, definition, plan, mode: 'live', clockAt: null });
  await sql`update regions set kind = 'unit' where code = '9C1'`;
  await expect(removeKind({ sql, by }, 'company')).rejects.toMatchObject({
    code: 'kind-in-use',
    sentence: { values: { regions: 0, campaigns: 1 } },
  });
});
