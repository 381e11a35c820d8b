import { pairTotals } from '../../../reporting/figures/list/pair-totals';
import { getCampaign } from '../../../store/campaign/campaigns';
import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

const rehearsal = rehearsesItsFigures('pingliang-pairing');

test('each pair has a helper of a department, and by the end of the year none is below a minimum', async () => {
  const { stage, summary } = rehearsal;
  const totals = await pairTotals(stage.sql, await getCampaign(stage.sql, summary.campaign));
  const sum = (of: 'pairs' | 'below') => totals.reduce((all, one) => all + one[of], 0);
  expect(totals.map(({ unit }) => unit)).not.toContain(null);
  expect(new Set(totals.map(({ unit }) => unit)).size).toBe(6);
  expect([sum('pairs'), sum('below')]).toEqual([24, 0]);
});
