import { readFileSync } from 'node:fs';
import { campaignsAtAGlance, PAGES } from '../../support/campaigns/at-a-glance';

test.each(['en', 'zh-CN'] as const)('the page of all campaigns (%s) says what their files say', (language) => {
  expect(readFileSync(PAGES[language], 'utf8')).toBe(campaignsAtAGlance(language));
});
