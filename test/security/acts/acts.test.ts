import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { wordless } from '../../../domain/text/audit-words';
import { VERB_WORDS } from '../../../domain/text/verb-words';
import { changeCampaignState } from '../../../store/campaign/campaigns';
import { allFiles } from '../../rooms/imports';
import { ofAccounts } from './parts/accounts';
import type { Acts } from './parts/acts';
import { ofCampaigns } from './parts/campaigns';
import { ofEnds } from './parts/ends';
import { ofLedger } from './parts/ledger';
import { ofPeople } from './parts/people';
import { ofRegister } from './parts/register';
import { ofReports } from './parts/reports';
import { ofRounds } from './parts/rounds';
import { ofRows } from './parts/rows';
import { ofTables } from './parts/tables';
import { ofWarnings } from './parts/warnings';
import { accountsAndSecrets } from './stage/accounts';
import { accountsKept, cardsAsked } from './stage/ledger';
import { limited, limitedCampaign, pairedCampaign } from './stage/lists';
import { campaign, closeStage, NOW, openStage, sql, stopped } from './stage/stage';
import { drafted, work } from './stage/work';

/**
 * An act without its line in the audit log does not happen. Each act is tried twice: first without the audit log, and
 * the whole database stays unchanged; then with it, and the act happens and leaves its line.
 */

/** Each act, in the order in which one may need another. */
const ACTS: Acts = {
  ...ofAccounts,
  ...ofCampaigns,
  ...ofRegister,
  ...ofTables,
  ...ofReports,
  ...ofRows,
  ...ofRounds,
  ...ofWarnings,
  ...ofPeople,
  ...ofLedger,
  ...ofEnds,
};

/** Acts without a row of their own: only the line of the look is kept. */
const LOOKS = [
  ...[
    'readStatements',
    'showPlan',
    'previewPosting',
    'checkTables',
    'lookAtListTable',
    'exportListTable',
    'printRows',
    'takeRegister',
    'showSheet',
    'showPhotoOfRow',
    'openBankFile',
  ],
  ...['startRehearsal', 'stopRehearsal'],
];
/** Not acts of an officer: their own row is the record, or they only repeat another act of the table. */
const WITHOUT_LINE = [
  ...['completeList', 'sendPageCode', 'takePageCode', 'startWaiting', 'tellAnswered', 'takePushed', 'handleReplies'],
  'forgetWhatIsOver',
  // What is typed, every second; and a decision that has its line once it is carried out, or taken back.
  ...['keepCampaignDraft', 'holdDecision', 'carryOutHeld'],
  // How somebody wants to see a table.
  ...['keepTableView', 'dropTableView'],
];
/** Nothing but a line. */
const LINES = ['noteExport', 'noteTableExport', 'notePhotoSeen', 'noteRefusal', 'noteQueueAct'];

beforeAll(async () => {
  await openStage();
  await limitedCampaign();
  await pairedCampaign();
  await accountsKept();
  await cardsAsked();
  await accountsAndSecrets();
  await work();
  await drafted();
});
afterAll(closeStage);

/** Every row of every table; of asked decisions those that are held back, for the others are stored before the act. */
async function everyRow(): Promise<Map<string, string>> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const rows = new Map<string, string>();
  for (const { name } of tables) {
    const [all] = await sql<
      { text: string | null }[]
    >`select string_agg(t::text, e'\n' order by t::text) as text from ${sql(name)} t ${name === 'steering_asked' ? sql`where acts_at is not null` : sql``}`;
    rows.set(name, all?.text ?? '');
  }
  return rows;
}

async function whileNoLineIsWritten<T>(act: () => Promise<T>): Promise<T> {
  await sql`
    create function refuse_lines() returns trigger language plpgsql as $$ begin raise exception 'no line today'; end $$`;
  await sql`create trigger refuse_lines before insert on audit_log for each row execute function refuse_lines()`;
  try {
    return await act();
  } finally {
    await sql`drop trigger refuse_lines on audit_log`;
    await sql`drop function refuse_lines`;
  }
}

const linesInAll = async (): Promise<number> => (await sql`select from audit_log`).length;

test('every act of actions/ is tried', () => {
  const files = allFiles().filter((file) => file.startsWith('actions/'));
  const names = files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^export (?:const|(?:async )?function) (\w+)/gm)].map(
      ([, name = '']) => name,
    ),
  );
  expect([...Object.keys(ACTS), ...WITHOUT_LINE, ...LINES].sort()).toEqual(names.sort());
});

test.each(Object.keys(ACTS))('%s happens with its line, or not at all', async (name) => {
  const act = ACTS[name] ?? Promise.reject;
  if (name === 'archiveCampaign') await changeCampaignState(sql, campaign.id, 'completed', NOW);
  if (name === 'putAwayCampaign') await changeCampaignState(sql, limited.campaign, 'completed', NOW);
  const before = await everyRow();
  await whileNoLineIsWritten(async () => {
    await expect(act()).rejects.toThrow('no line today');
    expect(await everyRow()).toEqual(before);
  });
  const lines = await linesInAll();
  await act();
  // A new account by claims of the identity provider has its own line.
  expect(await linesInAll()).toBe(lines + (name === 'signInIdentified' ? 2 : 1));
  const after = await everyRow();
  const changed = [...after].filter(([table, rows]) => before.get(table) !== rows).map(([table]) => table);
  const ofOwn = changed.filter((table) => !table.startsWith('audit_'));
  expect(ofOwn.length > 0).toBe(!LOOKS.includes(name));
});

test('a rehearsal of which no line can be written is broken off, and one is not broken off without a line', () => {
  // Once because its start could not be recorded, once by the recorded act.
  expect(stopped).toEqual(['rehearsed', 'rehearsed']);
});

test('M2: every line is told in words', async () => {
  const lines = await sql<{ verb: string; target: Record<string, unknown> }[]>`select verb, target from audit_log`;
  expect(lines.length).toBeGreaterThan(80);
  const verbs = lines.map(({ verb }) => verb).filter((verb) => !Object.hasOwn(VERB_WORDS, verb));
  expect([...new Set([...verbs, ...lines.flatMap(({ target }) => wordless(target))])]).toEqual([]);
});
