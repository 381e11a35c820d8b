import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { openProfile } from './browser';

/** A village's phone, which keeps its data while it is switched off. */
export interface Phone {
  /** Of its data. */
  readonly folder: string;
  /** Its browser; another one after it was switched on again. */
  readonly context: BrowserContext;
  switchOff(): Promise<void>;
  /** Without a network at first. */
  switchOn(): Promise<void>;
  throwAway(): Promise<void>;
}

/** A machine that others use as well is slow, which is no error. */
const PATIENCE_MS = 45_000;

export async function newPhone(): Promise<Phone> {
  const folder = await mkdtemp(join(tmpdir(), 'nuandong-phone-'));
  const start = async (offline: boolean) => {
    const started = await openProfile(folder, { offline });
    started.setDefaultTimeout(PATIENCE_MS);
    return started;
  };
  let context = await start(false);
  return {
    folder,
    get context() {
      return context;
    },
    switchOff: () => context.close(),
    async switchOn() {
      context = await start(true);
    },
    async throwAway() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until a page also opens without a network. */
export const keptOffline = (page: Page): Promise<void> =>
  eventually(async () => {
    const kept = await page.evaluate('caches.match(location.href).then((page) => page !== undefined)');
    if (!kept) throw new Error('The page is not kept yet');
  });
