import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * @param pid of the process. The system reuses pids after a while, so a stored pid is trusted only with its birth.
 * @returns the birth of the process: a text that no other process of this machine with the same pid ever has; null when
 *   there is no such process (a zombie counts as none)
 */
export function birthOf(pid: number): string | null {
  return process.platform === 'linux' ? birthFromProc(pid) : birthFromPs(pid);
}

/** Fields of proc_pid_stat(5), counted from the state, which follows the name in brackets. */
const STATE = 0;
const PARENT = 1;
const START_TIME = 19;
/** In user and kernel mode, of itself and of its ended children. */
const TIMES = [11, 12, 13, 14];
/** Linux counts these in hundredths of a second on every machine. */
const TICKS = 100;

function fieldsOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function birthFromProc(pid: number): string | null {
  try {
    const fields = fieldsOf(pid);
    if (fields[STATE] === 'Z' || fields[STATE] === 'X') return null;
    // The start time counts from the boot, so the birth includes the boot's id.
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${fields[START_TIME]}`;
  } catch {
    return null;
  }
}

function birthFromPs(pid: number): string | null {
  const { stdout, status } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() || null : null;
}

/** @returns the pid of a process's parent, or null when there is no such process. */
export function parentOf(pid: number): number | null {
  if (process.platform !== 'linux')
    return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout) || null;
  try {
    return Number(fieldsOf(pid)[PARENT]) || null;
  } catch {
    return null;
  }
}

/** @returns the pids of all living descendants of a process. */
export function descendantsOf(pid: number): number[] {
  const parents = new Map(everyPid().map((one) => [one, parentOf(one)]));
  const below = (above: number): number[] =>
    [...parents].filter(([, parent]) => parent === above).flatMap(([one]) => [one, ...below(one)]);
  return below(pid);
}

/** @returns seconds of processor time of a process and all its descendants, ended ones included; null where unknown */
export function processorSecondsOf(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  return [pid, ...descendantsOf(pid)].reduce((sum, one) => sum + ticksOf(one), 0) / TICKS;
}

function ticksOf(pid: number): number {
  try {
    const fields = fieldsOf(pid);
    return TIMES.reduce((sum, field) => sum + Number(fields[field]), 0);
  } catch {
    // It has just ended: its parent counts it.
    return 0;
  }
}

function everyPid(): number[] {
  const names =
    process.platform === 'linux'
      ? readdirSync('/proc')
      : spawnSync('ps', ['-axo', 'pid='], { encoding: 'utf8' }).stdout.split('\n');
  return names.map(Number).filter((pid) => pid > 0);
}

/** @returns program and arguments of a process, blank-separated; empty when there is none. */
export function commandLineOf(pid: number): string {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
