import type { Page } from 'playwright-core';
import { eventually } from '../eventually';

/** A panel that still unfolds moves the list away from a click: it is chosen when the field shows it. */
export async function choose(page: Page, label: string, word: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  const shown = page.locator('.ant-select').filter({ has: field }).first();
  const options = page.locator('.ant-select-dropdown:visible');
  await eventually(async () => {
    if ((await options.count()) === 0) await field.click({ timeout: 5000 });
    await options.getByText(word, { exact: true }).click({ timeout: 5000 });
    await options.waitFor({ state: 'detached', timeout: 5000 });
    expect(await shown.textContent()).toContain(word);
  });
}
