import { pairsOfUnit } from '../../../../store/list/pairs/unit-pairs';
import { deedOf } from '../../../support/campaigns/pair-definition';
import { TEST_PEOPLE_KEY } from '../../../support/campaigns/rows';
import { campaign, EAST_1, enter, holder, KEY, pair, pairAll, row, rows, sql, WEST } from './pairs-stage';

/** What helpers have done: entered, counted, undone. */
export function deedsOfHelpers(): void {
  beforeEach(() => pairAll());
  const rowId = (nth: number) => rows[nth]?.row ?? '';

  it('is entered by their unit and counted by the server, also undone and sent twice', async () => {
    const call = deedOf(rowId(0), 'contact', { times: '3', on: '2026-12-10' });
    const visit = deedOf(rowId(1), 'visit');
    const money = deedOf(rowId(1), 'money', { cash: '200.50', goods: '30' });
    const first = await enter('91', {
      done: [call, visit, money, deedOf(rowId(0), 'help'), deedOf(rowId(0), 'problem')],
    });
    expect(first.rows?.map(({ is }) => is)).toEqual(['done', 'done', 'done', 'done', 'done']);
    expect(first.figures).toEqual({
      contacts: 3,
      visits: 1,
      problems: 1,
      helps: 1,
      gifts: 1,
      cash: 20_050,
      goods: 3000,
    });
    expect((await enter('91', { done: [call] })).rows).toMatchObject([{ row: call.deed, is: 'same' }]);
    const undone = await enter('91', { undone: [visit.deed, visit.deed] });
    expect(undone.rows?.map(({ is }) => is)).toEqual(['gone', 'same']);
    expect(undone.figures).toMatchObject({ contacts: 3, visits: 0 });
    expect(await sql`select reported_at from asks where key = ${KEY} and unit_code = '91'`).toEqual([
      { reported_at: null },
    ]);
    const all = await enter('91', {}, { begun: false });
    expect(all).toMatchObject({ nothing: false, figures: { contacts: 3, cash: 20_050 } });
  });

  it('is refused for itself: of others, of a day ahead or long ago, without money, without words', async () => {
    const wrong = [
      deedOf(rowId(2), 'contact'),
      deedOf(rowId(0), 'contact', { on: '2026-12-16' }),
      deedOf(rowId(0), 'contact', { on: '2025-12-01' }),
      deedOf(rowId(0), 'money', { cash: '0' }),
      deedOf(rowId(0), 'help', { what: ' ' }),
      deedOf(rowId(0), 'contact', { way: 'letter' }),
    ];
    const { rows: told, figures } = await enter('91', { done: wrong });
    expect(told?.map((one) => (one.is === 'refused' ? one.problems.map(({ code }) => code) : one.is))).toEqual([
      ['pair-not-yours'],
      ['deed-ahead'],
      ['deed-too-old'],
      ['deed-without-money'],
      ['required'],
      ['not-a-choice'],
    ]);
    expect(figures).toEqual({});
  });

  it('a helper enters for their own pairs; that all is entered, the contact says', async () => {
    const contact = await holder(EAST_1);
    const mine = await enter('91', { done: [deedOf(rowId(0), 'contact'), deedOf(rowId(1), 'contact')] }, { contact });
    expect(mine.rows?.map(({ is }) => is)).toEqual(['done', 'refused']);
    await expect(enter('91', {}, { contact, begun: false })).rejects.toMatchObject({
      problems: [{ code: 'pairs-not-all-yours' }],
    });
    const chief = await holder({ unit: '91', post: 'contact' });
    await expect(enter('91', {}, { contact: chief, begun: false })).resolves.toMatchObject({ nothing: false });
  });

  it('counts towards the minima of the person, whoever helps', async () => {
    await enter('91', {
      done: [
        deedOf(rowId(0), 'contact', { times: '3' }),
        deedOf(rowId(0), 'visit', { times: '2' }),
        deedOf(rowId(0), 'help'),
      ],
    });
    await pair([{ row: row(0), helper: WEST }], { reason: '调整' });
    await enter('92', {
      done: [deedOf(rowId(0), 'contact', { on: '2026-01-05' }), deedOf(rowId(0), 'contact', { on: '2025-12-31' })],
    });
    const west = { campaign: campaign.id, list: 'objects', key: KEY, unit: '92', contact: await holder(WEST) };
    const { pairs } = await pairsOfUnit(sql, TEST_PEOPLE_KEY, west);
    expect(pairs.map(({ below, minima }) => [below, ...minima.map(({ done, times }) => `${done}/${times}`)])).toEqual([
      [false, '4/4', '2/2', '1/1'],
      [true, '0/4', '0/2', '0/1'],
    ]);
  });
}
