import { reconcile } from '../../../store/ledger/reconcile';
import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

const rehearsal = rehearsesItsFigures('qiubei-red-cross');

test('whatever a purse has raised was given, is left, or is lost', () => {
  const purses = rehearsal.summary.ledger?.purses ?? [];
  expect(purses).toHaveLength(2);
  for (const { raised, given, left, lost } of purses) expect(given + left + lost).toBeCloseTo(raised, 2);
});

test('the rehearsal has met everything that goods and money must stand, and keeps its books to the end', async () => {
  const happens = {
    promised: "transfers where kind = 'pledge'",
    lost: "transfers where kind = 'lose'",
    short: "cases where kind = 'shortage'",
    raised: "deeds where kind = 'raise'",
    proxies: 'deliveries where relation is not null',
    signed: 'deliveries where signed_at is not null',
    onPaper: "deliveries where mark = 'paper'",
    ceremony: "deliveries where how = 'ceremony'",
    twice: "deliveries where outcome = 'again'",
    refused: "deliveries where outcome = 'refused'",
    away: "deliveries where outcome = 'unreached'",
    givenBack: "deliveries where outcome = 'returned'",
    held: "deeds where kind = 'hold'",
    diedBefore: "entries where because = 'deceased' and entitled is not null",
    struck: "entries where because = 'not-eligible'",
  };
  const did = await Promise.all(
    Object.entries(happens).map(async ([what, which]) => [what, (await rehearsal.count(which)) > 0]),
  );
  expect(did.filter(([, happened]) => !happened)).toEqual([]);
  const { stage, summary } = rehearsal;
  const { campaign } = summary;
  expect(await reconcile(stage.sql, { campaign, top: null })).toMatchObject({ balanced: true, differences: [] });
});
