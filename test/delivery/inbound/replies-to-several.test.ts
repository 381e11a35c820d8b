import { handleReplies } from '../../../actions/message/replies';
import { keepReplies } from '../../../store/message/replies';
import { shanghai } from '../../support/campaigns/tiny';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';
import { threeStages } from '../../support/villages/village';

/** What a village answers to one SMS that asked for three reports. */
let office: PostOffice;
const ROUNDS = ['visits', 'survey', 'publicity'];
const VILLAGE = '19900000911';
const bySms = Object.values(threeStages.forms).map((form) => ({ ...form, bySms: ['households', 'cash'] }));
const definition = {
  ...threeStages,
  forms: Object.fromEntries(
    Object.keys(threeStages.forms).map((name, at) => [name, bySms[at] ?? { name: {}, fields: [] }]),
  ),
} as typeof threeStages;

beforeEach(async () => {
  office = await openPostOffice({ definition });
  for (const round of ROUNDS) await office.write('open', { round, at: shanghai('12-01 09:00') });
  await office.deliver();
  await office.settled('delivered');
});
afterEach(() => office.close());

let pushes = 0;
async function says(content: string): Promise<string | null> {
  pushes += 1;
  await keepReplies(
    office.sql,
    [{ provider: 'http', dedupe: `push-${pushes}`, phone: VILLAGE, content, sentAt: null }],
    'simulated',
  );
  await handleReplies(office.sql);
  const [row] = await office.sql<{ outcome: string }[]>`select outcome from replies order by id desc limit 1`;
  return row?.outcome ?? null;
}
const reported = async () =>
  (
    await office.sql<{ said: string }[]>`
      select a.key || ' ' || (p.figures ->> 'households') || ' v' || p.version as said
      from reports p join asks a on a.id = p.ask_id order by p.id`
  ).map(({ said }) => said);
/** The last answer, as it arrived. */
async function answered(): Promise<string> {
  await office.settled('delivered');
  const texts = (await office.texts()).filter(({ phone }) => phone === VILLAGE);
  return texts.at(-1)?.text ?? '';
}

test('figures without a name answer what is due first and not answered yet, and the answer says which', async () => {
  expect(await says('报 12 户 360 元')).toBe('reported');
  expect(await reported()).toEqual(['survey 12 v1']);
  expect(await answered()).toContain('冬季慰问·摸底”上报：困难家庭 12户、慰问金 360.00元，回执号');
  expect(await says('报 5 户 20 元')).toBe('reported');
  expect(await says('报 7 户 0 元')).toBe('reported');
  expect(await reported()).toEqual(['survey 12 v1', 'publicity 5 v1', 'visits 7 v1']);
  expect(await answered()).toContain('冬季慰问·慰问”上报');
  // All are answered: the first is corrected.
  expect(await says('报 13 户 360 元')).toBe('reported');
  expect((await reported()).at(-1)).toBe('survey 13 v2');
});

test('figures with the name of a stage answer that one, and correct it', async () => {
  expect(await says('宣传 报 12 户 360 元')).toBe('reported');
  expect(await says('宣传：报 13 户 360 元')).toBe('reported');
  expect(await reported()).toEqual(['publicity 12 v1', 'publicity 13 v2']);
});

test('nothing to report is said of one, what is not understood is answered each time', async () => {
  expect(await says('0')).toBe('reported');
  expect(await office.sql`select key, nothing from reports p join asks a on a.id = p.ask_id`).toEqual([
    { key: 'survey', nothing: true },
  ]);
  expect(await says('在开会')).toBe('unclear');
  expect(await says('在忙')).toBe('unclear');
  expect([...(await office.sql`select count(*)::int as n from messages where template = 'reply-unclear'`)]).toEqual([
    { n: 2 },
  ]);
});
