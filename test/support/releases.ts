/** A release, as far as its code is needed after it. */
interface Release {
  /** The commit of its code: the last one that recorded its histories (docs/decisions/worker-versioning.md). */
  commit: string;
  /** The newest migration that its code knows. */
  lastMigration: string;
}

/** Releases of which histories are kept in test/histories. */
export const RELEASES: Readonly<Record<string, Release>> = {
  '0.1.0': { commit: '9046f0efa5abbe24f161f2db00e2119c68c3c026', lastMigration: '0162-donors-and-shortages.sql' },
};

/** @returns the newest release, whose workflows may still be open when this code takes over */
export const newestRelease = (): string =>
  Object.keys(RELEASES)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .at(-1) ?? '';
