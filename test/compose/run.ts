import { execFile } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export interface Running {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** ms; 5 minutes when left out. */
  timeout?: number;
  /** Is told each line of progress, as the program writes it. */
  heard?(line: string): void;
}

/** @returns what the program printed. @throws Error with what it printed when it fails or takes too long */
export async function run(program: string, args: string[], running: Running = {}): Promise<string> {
  const { cwd, env = process.env, timeout = 300_000, heard } = running;
  const options = { timeout, maxBuffer: 64e6, env, ...(cwd && { cwd }) };
  try {
    const working = execute(program, args, options);
    if (heard && working.child.stderr) createInterface({ input: working.child.stderr }).on('line', heard);
    return (await working).stdout.trim();
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string };
    const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-40).join('\n');
    throw new Error(`\`${[program, ...args].join(' ')}\` failed:\n${said}`, { cause });
  }
}

/** @returns what the program printed, or null when it fails. */
export const runOrNull = (program: string, args: string[], running?: Running): Promise<string | null> =>
  run(program, args, running).catch(() => null);
