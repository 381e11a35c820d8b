import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

const rehearsal = rehearsesItsFigures('community-visits');

test.each(['appraise', 'approve', 'deliver'])('at least 80 rows went through the step %s', async (step) => {
  expect(await rehearsal.count(`deeds where kind = '${step}'`)).toBeGreaterThanOrEqual(80);
});
