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
  /** Ends the server in order. */
  stopSignal: 'SIGINT' | 'SIGTERM';
  runAs?: Account | undefined;
  /** Whether the server answers; asked again and again until it does. */
  answers(): Promise<boolean>;
}

/** The server processes of one home folder, started here and ended here. */
export interface Children {
  /** @throws Error with the end of the server's log when it ended or did not answer in time */
  start(command: ServiceCommand): Promise<void>;
  /** Takes a process that was started elsewhere among those that end with this one, when it is killed. */
  adopt(name: string, child: ChildProcess): void;
  /** Ends exactly what was started, all at once. */
  stop(): Promise<void>;
}

/** A cold Temporal server on a busy machine takes 10 s to answer. */
const START_MS = 60_000;

/**
 * Takes the home folder for this process. What an earlier owner left running when it was killed is ended first.
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

/** Detached: what kills us, our process group or our terminal does not reach it. See keeper.ts. */
function startKeeper(home: string, { pid, born }: Member): ChildProcess {
  const keeper = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'keeper.ts'), home, String(pid), born], {
    // Where `tsx` is found, wherever the command was called.
    cwd: ROOT,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // Without it everything works that is not killed hard.
  keeper.on('error', () => {});
  keeper.unref();
  if (keeper.stdin instanceof Socket) keeper.stdin.on('error', () => {}).unref();
  return keeper;
}

/** Detached: Ctrl-C in the terminal goes to us alone, and we end the servers after the workers have let go of them. */
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

/** The end of a log, where the reason stands. */
export const tail = (file: string, lines = 8): string =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => `  ${line}`)
    .join('\n');
