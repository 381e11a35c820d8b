import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { auditQueueActs } from '../../shell/audited';
import type { App, Console } from '../../shell/context';
import { BOARD_POLICY, FORM_PAGE } from '../../shell/gate/security';
import { named } from '../../shell/named';
import { only } from '../../shell/who';

/**
 * The queue board, read only: a paused or emptied queue stops the country's messages. A job holds only the number of a
 * message.
 */
export async function queueRoutes(app: App, { queues, sql }: Console): Promise<void> {
  const adapter = new FastifyAdapter().setBasePath('/queues');
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: adapter,
  });
  const config = { ...only('tend-queues'), csrf: 'origin' } as const;
  const boardRoutes = async (board: App) => {
    board.addHook('onRequest', async (_, reply) => {
      reply.headers({ 'content-security-policy': BOARD_POLICY, ...FORM_PAGE });
    });
    auditQueueActs(board, { sql });
    // The plug-in declares its routes itself, without permissions.
    board.addHook('onRoute', (route) => {
      route.config = { ...route.config, ...config };
    });
    await board.register(named('queue-board', adapter.registerPlugin()), { prefix: '/queues' });
  };
  await app.register(named('queues', boardRoutes));
}
