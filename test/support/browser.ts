import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

/** Debian's place; another browser is named by CHROMIUM_PATH. */
const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** In a container there is neither a sandbox nor a graphics card, and a browser must not look for updates. */
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
  if (!existsSync(CHROMIUM)) {
    throw new Error(`No browser at ${CHROMIUM}: install Chromium (Debian: chromium) or name it in CHROMIUM_PATH`);
  }
  return { executablePath: CHROMIUM, args: FLAGS };
}

/** @returns a browser with a fresh profile. @throws Error that says how to get one */
export const openBrowser = async (): Promise<Browser> => chromium.launch(options());

/** A phone that keeps what it has in a folder: closed and opened again it is the same phone. */
export const openProfile = async (folder: string, { offline = false } = {}): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, {
    ...options(),
    offline,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
  });
