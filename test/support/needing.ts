import { relative } from 'node:path';
import { ROOT } from '../../config/root';
import { howToGet, PACKAGES, type PackageName } from '../../services/packages';

/** Jest's own functions, for tests that need system packages. */
interface Needing {
  it: Pick<jest.It, 'each'> & ((name: string, work: jest.ProvidesCallback) => void);
  beforeAll: jest.Lifecycle;
  afterAll: jest.Lifecycle;
}

/**
 * For tests that need packages which this machine may lack, even after Jest has tried to install them. If one is
 * missing, each of the tests is skipped with a line that names it; in continuous integration (CI is set and not empty)
 * they fail.
 */
export function needing(...names: PackageName[]): Needing {
  const missing = names.filter((name) => !PACKAGES[name].find());
  if (missing.length === 0) return { it, beforeAll, afterAll };
  const reason = missing.map(howToGet).join('; and ');
  return { it: withEach(process.env.CI ? failing(reason) : skipped(reason)), beforeAll: () => {}, afterAll: () => {} };
}

type Register = (name: string) => void;

const failing =
  (reason: string): Register =>
  (name) =>
    it(name, () => {
      throw new Error(`This test needs ${reason}`);
    });

const skipped =
  (reason: string): Register =>
  (name) => {
    const file = relative(ROOT, expect.getState().testPath ?? '');
    process.stderr.write(`Skipped: ${file}: "${name}" needs ${reason}\n`);
    it.skip(name, () => {});
  };

/** A skipped table of cases shows one line: the title of each case is known only when it runs. */
const withEach = (register: Register): Needing['it'] =>
  Object.assign(register, { each: (..._table: readonly unknown[]) => register });
