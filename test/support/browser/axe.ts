import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { eventually } from '../eventually';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

/** It runs through the debugger, because the page's CSP refuses a script tag. What is sound needs no report. */
async function violations(page: Page): Promise<Violation[]> {
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(AXE);
  return page.evaluate<Violation[]>(
    "axe.run({ resultTypes: ['violations'], selectors: false }).then(({ violations }) => violations)",
  );
}
const told = ({ id, nodes }: Violation): string => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`;

/** @returns the serious faults that axe-core finds on a page, with their places. */
export const seriousFaults = async (page: Page): Promise<string[]> =>
  (await violations(page)).filter(({ impact }) => impact === 'serious' || impact === 'critical').map(told);

/** @returns how many pixels lie beside the screen */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** @returns every finding of axe-core, and a sideways scroll: for the pages that everybody meets first */
export async function flaws(page: Page): Promise<string[]> {
  const found = (await violations(page)).map(told);
  return (await sideways(page)) > 0 ? [...found, 'wide'] : found;
}

/**
 * Waits until a page has no serious fault for people who cannot see or use a mouse, and no sideways scroll: a button
 * under the mouse takes its colour in a moment, and a new width its layout.
 */
export async function expectSound(page: Page, what = page.url()): Promise<void> {
  await eventually(async () => expect([what, await seriousFaults(page), await sideways(page)]).toEqual([what, [], 0]));
}
