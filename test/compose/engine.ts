import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { serverOnPath } from '../../services/commands';
import { eventually } from '../support/eventually';
import { runOrNull } from './run';

/** A Docker engine, with the environment in which `docker` reaches it. */
export interface Engine {
  env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/** The engine of this machine where one answers, else one of our own in the folder; null where none can be had. */
export async function findEngine(folder: string, log: (line: string) => void): Promise<Engine | null> {
  if (await runOrNull('docker', ['info'])) {
    log('The engine of this machine is used');
    return { env: process.env, stop: async () => {} };
  }
  return (await obtainEngine(log)) ? startEngine(folder, log) : null;
}

/** As root on Debian it is a package. */
async function obtainEngine(log: (line: string) => void): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  if (serverOnPath('dockerd')) return true;
  log('No engine here: obtaining Debian’s docker.io');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['docker.io', 'debootstrap', 'iptables'];
  await runOrNull('apt-get', ['update'], { env });
  await runOrNull('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
  return serverOnPath('dockerd') !== null;
}

/** Its images, containers and socket are in the folder, so that it meets no other engine. It is ended by its pid. */
async function startEngine(folder: string, log: (line: string) => void): Promise<Engine | null> {
  mkdirSync(folder, { recursive: true });
  const host = `unix://${join(folder, 'docker.sock')}`;
  const output = openSync(join(folder, 'dockerd.log'), 'a');
  const places = ['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')];
  const engine = spawn(
    serverOnPath('dockerd') ?? 'dockerd',
    [...places, '--host', host, '--pidfile', join(folder, 'pid')],
    { stdio: ['ignore', output, output] },
  );
  closeSync(output);
  const env = { ...process.env, DOCKER_HOST: host };
  const answers = () => runOrNull('docker', ['info'], { env });
  const ended = new Promise<void>((resolve) => engine.once('exit', () => resolve()));
  const stop = async () => {
    engine.kill('SIGTERM');
    await ended;
  };
  try {
    await eventually(async () => expectAnswer(await answers()), 60_000);
  } catch {
    log(`The engine did not start: see ${join(folder, 'dockerd.log')}`);
    await stop();
    return null;
  }
  log('An engine of our own runs');
  return { env, stop };
}

function expectAnswer(answer: string | null): void {
  if (answer === null) throw new Error('the engine does not answer yet');
}

/** `docker compose`: the plugin of this machine, else built with Go. @returns null where it cannot be had */
export async function findCompose(engine: Engine, folder: string): Promise<true | null> {
  const { env } = engine;
  if (await runOrNull('docker', ['compose', 'version'], { env })) return true;
  const plugins = join(folder, 'config/cli-plugins');
  mkdirSync(plugins, { recursive: true });
  await runOrNull('go', ['install', 'github.com/docker/compose/v2/cmd@v2.29.7'], {
    env: { ...env, GOBIN: plugins },
    timeout: 1200_000,
  });
  await runOrNull('mv', [join(plugins, 'cmd'), join(plugins, 'docker-compose')]);
  env.DOCKER_CONFIG = join(folder, 'config');
  return (await runOrNull('docker', ['compose', 'version'], { env })) === null ? null : true;
}
