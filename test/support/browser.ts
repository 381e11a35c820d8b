import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { howToGet, PACKAGES } from '../../services/packages';

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
  const executablePath = PACKAGES.chromium.find();
  if (!executablePath) throw new Error(`Missing: ${howToGet('chromium')}`);
  return { executablePath, args: FLAGS };
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
