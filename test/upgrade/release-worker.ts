import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import type { Engine } from '../support/servers/engine';

/** The code of a release, in a folder of its own. */
export interface ReleaseCode {
  /** Gives all work to this code's build, as its `services prepare` does, and starts its worker. */
  work(engine: Engine): Promise<{ stop(): Promise<void> }>;
  remove(): void;
}

/** Lays the code of a commit down beside ours, with our packages. */
export function codeOf(commit: string): ReleaseCode {
  const folder = mkdtempSync(join(tmpdir(), 'nuandong-release-'));
  const archive = execFileSync('git', ['archive', commit], { cwd: ROOT, maxBuffer: 512 * 1024 * 1024 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const run = (engine: Engine, ...args: string[]): ChildProcess =>
    spawn(process.execPath, ['--import', 'tsx', ...args], {
      cwd: folder,
      env: settingsOf(engine),
      stdio: ['ignore', 2, 2],
    });
  return {
    async work(engine) {
      const [code] = await once(run(engine, 'cli/main.ts', 'services', 'prepare', '--only', 'temporal'), 'exit');
      if (code !== 0) throw new Error(`\`services prepare\` of ${commit} ended with ${code}`);
      const worker = run(engine, 'workers/workflows.ts');
      const ended = once(worker, 'exit');
      return {
        async stop() {
          worker.kill('SIGTERM');
          await ended;
        },
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The settings of the engine, for a process: those that are tables are made of others. */
const settingsOf = ({ env }: Engine): NodeJS.ProcessEnv => ({
  ...process.env,
  ...Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || typeof value === 'object' ? [] : [[name, String(value)]],
    ),
  ),
});
