import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from '../../../config/root';
import { kindOf, PROCESSES, type ProcessName } from './fault';
import type { Programs } from './programs';

/** Docker waits a little longer each time; a second is enough not to spin. */
const RESTART_MS = 1_000;

/** Our own processes, each started again whenever it has ended, as by Docker's `restart: unless-stopped`. */
export interface Crew {
  /** SIGKILL. */
  kill(process: ProcessName): void;
  /** SIGSTOP, and SIGCONT after a while. */
  stopFor(process: ProcessName, while_: Promise<unknown>): Promise<void>;
  /** Kills a process and starts it again with a clock that is wrong by so much, or right. */
  setClock(process: ProcessName, byMs: number): void;
  /** How often a process has ended that nobody had killed. */
  fallen(): number;
  /** Kills all of them for good. */
  end(): Promise<void>;
}

interface Manning {
  programs: Programs;
  /** Folder of the logs. */
  logs: string;
  envOf(process: ProcessName): NodeJS.ProcessEnv;
  /** Makes a process end with this one. */
  adopt(name: string, child: ChildProcess): void;
}

/** Starts all processes. */
export function man({ programs, logs, envOf, adopt }: Manning): Crew {
  mkdirSync(logs, { recursive: true });
  const running = new Map<ProcessName, ChildProcess>();
  const killed = new WeakSet<ChildProcess>();
  const wrongClocks = new Map<ProcessName, number>();
  let stopping = false;
  let fallen = 0;

  function start(name: ProcessName): void {
    const log = openSync(join(logs, `${name}.log`), 'a');
    const child = spawn(process.execPath, programs.argumentsOf(kindOf(name)), {
      cwd: ROOT,
      env: { ...envOf(name), CHAOS_CLOCK_BY_MS: String(wrongClocks.get(name) ?? 0) },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    running.set(name, child);
    adopt(name, child);
    child.once('exit', () => void again(name, child));
  }

  async function again(name: ProcessName, child: ChildProcess): Promise<void> {
    if (stopping) return;
    if (!killed.has(child)) fallen += 1;
    await pause(RESTART_MS);
    if (!stopping) start(name);
  }

  function kill(name: ProcessName): void {
    const child = running.get(name);
    if (!child) return;
    killed.add(child);
    child.kill('SIGKILL');
  }

  for (const name of PROCESSES) start(name);
  return {
    kill,
    async stopFor(name, while_) {
      const child = running.get(name);
      child?.kill('SIGSTOP');
      await while_;
      child?.kill('SIGCONT');
    },
    setClock(name, byMs) {
      wrongClocks.set(name, byMs);
      kill(name);
    },
    fallen: () => fallen,
    async end() {
      stopping = true;
      const ends = [...running.values()]
        .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
        .map((child) => new Promise((resolve) => child.once('exit', resolve)));
      for (const name of PROCESSES) kill(name);
      await Promise.all(ends);
    },
  };
}
