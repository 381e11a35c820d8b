import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { howToGet, PACKAGES } from '../../../services/packages';

/** A container has neither a sandbox nor a graphics card, and the browser must not look for updates. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @throws Error that says how to get a browser */
function options() {
  const executablePath = PACKAGES.chromium.find();
  if (!executablePath) throw new Error(`Missing: ${howToGet('chromium')}`);
  return { executablePath, args: FLAGS };
}

const opened: Promise<Browser>[] = [];
/** If a preparation fails while the browser opens, no code could close the browser, and Jest would never end. */
if (typeof afterAll === 'function')
  afterAll(async () => {
    for (const browser of await Promise.allSettled(opened))
      if (browser.status === 'fulfilled') await browser.value.close();
  });

/** @returns a browser with a fresh profile. @throws Error that says how to get one */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, args } = options();
  const browser = chromium.launch({ executablePath, args });
  opened.push(browser);
  return browser;
}

/** A phone whose data is in a folder: closed and opened again it is the same phone. */
export const openProfile = async (folder: string, { offline = false } = {}): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, {
    ...options(),
    offline,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
  });
