import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from '../../config/root';
import { type Account, launchOf } from './launch';
import { endProcess, eraseRoster, isAlive, type Member, memberOf, readRoster, writeRoster } from './roster';

export interface ServiceCommand {
  name: string;
  command: string;
  args: string[];
  /** The signal that ends the server in order. */
  stopSignal: 'SIGINT' | 'SIGTERM';
  runAs?: Account | undefined;
  /** @returns whether the server answers; called repeatedly until it does. */
  answers(): Promise<boolean>;
}

/** The server processes of one home folder, started here and ended here. */
export interface Children {
  /** @throws Error with the end of the server's log when it ended or did not answer in time */
  start(command: ServiceCommand): Promise<void>;
  /** Makes a process that was started elsewhere end with this one, if this one is killed. */
  adopt(name: string, child: ChildProcess): void;
  /** Ends exactly the processes that were started here, all at once. */
  stop(): Promise<void>;
}

/** A cold Temporal server on a busy machine takes 10 s to answer. */
const START_MS = 60_000;

/**
 * Takes the home folder for this process. It first ends the servers that a killed earlier owner left running.
 * @throws Error when another live process runs services there
 */
export async function takeHome({ home, log }: { home: string; log(line: string): void }): Promise<Children> {
  mkdirSync(join(home, 'logs'), { recursive: true });
  await endLeftovers({ home, log });
  const owner = memberOf('nuandong', process.pid);
  if (!owner) throw new Error('This system does not tell when a process started (neither /proc nor ps answers).');
  const running: { member: Member; stopSignal: NodeJS.Signals }[] = [];
  const record = () => writeRoster(home, { owner, children: running.map(({ member }) => member) });
  let stopping = false;
  let keeper: ChildProcess | undefined;
  record();

  function add(name: string, { pid }: ChildProcess, stopSignal: NodeJS.Signals): void {
    const member = pid ? memberOf(name, pid) : null;
    if (!member) return;
    running.push({ member, stopSignal });
    record();
  }

  return {
    async start(command) {
      keeper ??= startKeeper(resolve(home), owner);
      const logFile = join(home, 'logs', `${command.name}.log`);
      const child = launch(command, logFile);
      const failed = new Promise<never>((_, reject) => {
        child.once('error', (cause) =>
          reject(new Error(`${command.command} cannot be run: ${cause.message}`, { cause })),
        );
      });
      add(command.name, child, command.stopSignal);
      await Promise.race([failed, untilAnswers({ command, child, logFile })]);
      child.once('exit', (code, signal) => {
        if (!stopping) log(`${command.name} ended by itself (${signal ?? `exit code ${code}`}). Its log: ${logFile}`);
      });
    },
    adopt: (name, child) => add(name, child, 'SIGTERM'),
    async stop() {
      stopping = true;
      await Promise.all(running.map(({ member, stopSignal }) => endProcess(member, stopSignal)));
      running.length = 0;
      eraseRoster(home);
      keeper?.kill();
      keeper = undefined;
    },
  };
}

async function endLeftovers({ home, log }: { home: string; log(line: string): void }): Promise<void> {
  const roster = readRoster(home);
  if (!roster) return;
  if (roster.owner.pid !== process.pid && isAlive(roster.owner))
    throw new Error(
      `Process ${roster.owner.pid} already runs Nuandong in ${home}. Use that one, or stop it with \`npx nuandong services down\`.`,
    );
  for (const member of roster.children.filter(isAlive)) {
    log(`Ending ${member.name} (process ${member.pid}), left running by a start that was killed`);
    // Postgres would wait for its clients on SIGTERM; the others end in order on SIGINT as well.
    await endProcess(member, 'SIGINT');
  }
}

/** Detached: a signal to us, our process group or our terminal does not reach the keeper. See keeper.ts. */
function startKeeper(home: string, { pid, born }: Member): ChildProcess {
  const keeper = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'keeper.ts'), home, String(pid), born], {
    // `tsx` is found from here, wherever the command was called.
    cwd: ROOT,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // Without the keeper everything works, unless we are killed hard.
  keeper.on('error', () => {});
  keeper.unref();
  if (keeper.stdin instanceof Socket) keeper.stdin.on('error', () => {}).unref();
  return keeper;
}

/** Detached: Ctrl-C in the terminal reaches only us, and we end the servers after the workers have disconnected. */
function launch(command: ServiceCommand, logFile: string): ChildProcess {
  const out = openSync(logFile, 'a');
  const { file, args, identity } = launchOf(command);
  const child = spawn(file, args, { stdio: ['ignore', out, out], detached: true, ...identity });
  closeSync(out);
  child.unref();
  return child;
}

async function untilAnswers({
  command,
  child,
  logFile,
}: {
  command: ServiceCommand;
  child: ChildProcess;
  logFile: string;
}): Promise<void> {
  for (const end = Date.now() + START_MS; Date.now() < end; await pause(40)) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`${command.name} ended while starting:\n${tail(logFile)}`);
    if (await command.answers()) return;
  }
  throw new Error(`${command.name} did not answer within ${START_MS / 1000} s:\n${tail(logFile)}`);
}

/** @returns the end of a log, which has the reason. */
export const tail = (file: string, lines = 8): string =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => `  ${line}`)
    .join('\n');
