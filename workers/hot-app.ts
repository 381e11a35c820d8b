import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { ROOT } from '../config/root';

/** Every path that is not a page of the app; its pages begin with /console/. */
const ANYTHING_ELSE = '^/(?!console/)';

/**
 * Serves the administrators' app from its sources, for development: an open page reloads what has changed. It forwards
 * every other path to the console.
 * @param port to listen on, on this machine only
 * @param console address of the console
 */
export async function serveApp({ port, console }: { port: number; console: string }) {
  const { createServer: createVite } = await import('vite');
  const server = createServer();
  const vite = await createVite({
    configFile: join(ROOT, 'console/app/vite.config.ts'),
    configLoader: 'runner',
    // Uses our own HTTP server: Vite's own ends the process at SIGTERM, before our servers can close.
    server: {
      middlewareMode: true,
      ws: { server },
      hmr: { server },
      fs: { allow: [ROOT] },
      proxy: { [ANYTHING_ELSE]: { target: console } },
    },
  });
  server.on('request', vite.middlewares);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      await vite.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
