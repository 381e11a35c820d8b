import { picture } from '../../../support/browser/page';
import { needing } from '../../../support/needing';
import { warnedCases } from './cases';
import { decidedWarnings } from './decided';
import { enteredWarnings } from './entered';
import { unansweredWarnings } from './unanswered';
import { warnedConsole } from './warned-console';

const { it } = needing('chromium', 'fonts-noto-cjk');

jest.setTimeout(180_000);

/** The parts follow each other as on one day of warnings, in one system. */
const warned = warnedConsole();
enteredWarnings(warned);
warnedCases(warned);
decidedWarnings(warned);
unansweredWarnings(warned);

it('the pages are fit for a telephone in the dark, in English', async () => {
  const { stage, page, complaints } = warned;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  const [alert] = await stage.sql<{ id: number }[]>`select id from alerts where drill`;
  for (const path of ['warnings', `warnings/${alert?.id}`, 'warnings/duty', 'warnings/board', 'work']) {
    await page.goto(warned.at(`${path}?lang=en`));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await warned.isFit();
    await picture(page, `warn-${path.replaceAll('/', '-')}-390-dark`);
  }
  expect(complaints).toEqual([]);
});
