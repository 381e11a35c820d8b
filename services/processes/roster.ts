import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { birthOf, descendantsOf } from './process-identity';

const member = z.object({ name: z.string(), pid: z.int().positive(), born: z.string() });
const rosterFile = z.object({ owner: member, children: z.array(member) });

/** A process stored with its birth, so that a later run can find it or know that it is gone. */
export type Member = z.infer<typeof member>;

/** The owner of the services in a home folder, and their processes. */
export type Roster = z.infer<typeof rosterFile>;

const fileOf = (home: string) => join(home, 'processes.json');

/** @returns the roster of this home, or null when there is none or it is unreadable. */
export function readRoster(home: string): Roster | null {
  try {
    return rosterFile.parse(JSON.parse(readFileSync(fileOf(home), 'utf8')));
  } catch {
    return null;
  }
}

/** Writes the roster whole or not at all: a reader never meets half a file. */
export function writeRoster(home: string, roster: Roster): void {
  const draft = `${fileOf(home)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(roster), { mode: 0o600 });
  renameSync(draft, fileOf(home));
}

export function eraseRoster(home: string): void {
  rmSync(fileOf(home), { force: true });
}

/** @returns the process as a member, or null when it does not run. */
export function memberOf(name: string, pid: number): Member | null {
  const born = birthOf(pid);
  return born ? { name, pid, born } : null;
}

/** @returns whether exactly this process still runs. */
export const isAlive = ({ pid, born }: Member): boolean => birthOf(pid) === born;

/** How long a service may take to end in order before it is killed. */
const GRACE_MS = 4_000;
/**
 * Postgres writes a checkpoint in this time, which takes long on a busy disk. A killed one loses nothing, but takes as
 * long to recover at the next start.
 */
const POSTGRES_GRACE_MS = 30_000;
const graceOf = ({ name }: Member): number => (name === 'postgres' ? POSTGRES_GRACE_MS : GRACE_MS);

/**
 * Ends exactly this process: sends the signal, and kills the process if it is still there after `graceMs`, with all
 * that it started: a killed one ends nobody, and the next Postgres would find the memory of the last one in use.
 * @param signal the one by which it ends in order
 * @param graceMs how long it may take
 */
export async function endProcess(member: Member, signal: NodeJS.Signals, graceMs = graceOf(member)): Promise<void> {
  send(member, signal);
  if (await gone(member, graceMs)) return;
  const all = [member, ...startedBy(member)];
  for (const one of all) send(one, 'SIGKILL');
  await Promise.all(all.map((one) => gone(one, GRACE_MS)));
}

const startedBy = ({ name, pid }: Member): Member[] => descendantsOf(pid).flatMap((one) => memberOf(name, one) ?? []);

/**
 * Like {@link endProcess}, and then ends the processes that it started and left behind: Jest does not end its workers.
 */
export async function endTree(member: Member, signal: NodeJS.Signals): Promise<void> {
  if (!isAlive(member)) return;
  const below = startedBy(member);
  await endProcess(member, signal);
  await Promise.all(below.map((one) => endProcess(one, 'SIGTERM')));
}

function send(member: Member, signal: NodeJS.Signals): void {
  if (!isAlive(member)) return;
  try {
    process.kill(member.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function gone(member: Member, withinMs: number): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end; await pause(20)) if (!isAlive(member)) return true;
  return !isAlive(member);
}
