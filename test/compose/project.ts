import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import type { Engine } from './engine';
import { run } from './run';

const MINUTE_MS = 60_000;
/** One that has a shell, and is there. */
const SOME_IMAGE = 'redis:7.4.2-bookworm';

/** A fresh clone with its own name, settings, secrets and ports, as an office sets it up by docs/deploy.md. */
export class Project {
  readonly folder: string;
  private readonly env: NodeJS.ProcessEnv;

  constructor(folder: string, engine: Engine) {
    this.folder = join(folder, 'nuandong');
    // The builder that needs no plugin.
    this.env = { ...engine.env, COMPOSE_PROJECT_NAME: 'nuandong-check', DOCKER_BUILDKIT: '0' };
  }

  async setUp(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    await run('git', ['clone', '--quiet', ROOT, this.folder]);
    const settings = readFileSync(join(this.folder, '.env.example'), 'utf8');
    // Where the rehearsal's villages open their links: from inside.
    writeFileSync(
      join(this.folder, '.env'),
      settings
        .replace(/^PUBLIC_URL=.*$/m, 'PUBLIC_URL=http://console:8080')
        .replace(/^CONSOLE_PORTS=.*$/m, 'CONSOLE_PORTS=127.0.0.1:0'),
    );
    cpSync(join(ROOT, 'test/compose/ports.yml'), join(this.folder, 'docker-compose.override.yml'));
    await run('sh', ['config/make-secrets.sh'], { cwd: this.folder });
  }

  /** Runs `docker compose`. */
  compose(args: string[], minutes = 5, heard?: (line: string) => void): Promise<string> {
    const running = { cwd: this.folder, env: this.env, timeout: minutes * MINUTE_MS };
    return run('docker', ['compose', ...args], { ...running, ...(heard && { heard }) });
  }

  /** Runs `nuandong` in a container of its own. */
  cli(args: string[], heard?: (line: string) => void): Promise<string> {
    return this.compose(['run', '--rm', '-T', 'cli', ...args], 15, heard);
  }

  /** Runs a program of test/ in a container of the command line, whose image has no tests. */
  tsx(args: string[], heard?: (line: string) => void): Promise<string> {
    const mounted = ['--volume', `${join(this.folder, 'test')}:/app/test:ro`, '--entrypoint', 'node'];
    return this.compose(['run', '--rm', '-T', ...mounted, 'cli', '--import', 'tsx', ...args], 20, heard);
  }

  /** Runs a line of docs/deploy.md in the project's folder. */
  shell(line: string): Promise<string> {
    return run('sh', ['-c', line], { cwd: this.folder, env: this.env });
  }

  /** @throws Error unless a container of the service runs the very command line that docker-compose.yml has for it */
  async expectCommand(service: string): Promise<void> {
    const config = await this.compose(['config', '--format', 'json']);
    const { services } = JSON.parse(config) as { services: Record<string, { entrypoint: string[] }> };
    const command = (services[service]?.entrypoint ?? []).join(' ');
    const runs = await run('docker', ['top', await this.container(service), '-o', 'pid,args'], { env: this.env });
    if (command === '' || !runs.split('\n').some((line) => line.trim().endsWith(` ${command}`)))
      throw new Error(`${service} does not run \`${command}\` but:\n${runs}`);
  }

  /** @returns the id of the first one of a service */
  private async container(service: string): Promise<string> {
    return (await this.compose(['ps', '--quiet', service])).split('\n')[0] ?? '';
  }

  /**
   * Ends the first process of one of a service's containers as a crash would; its restart policy brings it back. By
   * `docker kill` it would not: that counts as an end that somebody wants. The engine's machine may be another.
   */
  async kill(service: string): Promise<void> {
    const { env } = this;
    const pid = await run('docker', ['inspect', '-f', '{{.State.Pid}}', await this.container(service)], { env });
    const shell = ['run', '--rm', '--pid', 'host', '--entrypoint', 'sh', SOME_IMAGE];
    await run('docker', [...shell, '-c', `kill -9 ${Number(pid)}`], { env });
  }

  /** Waits until every service is healthy, or has done its work. */
  async settled(scaled: readonly string[] = []): Promise<void> {
    await this.compose(['up', '--detach', '--wait', '--wait-timeout', '240', '--no-recreate', ...scaled], 6);
  }
}
