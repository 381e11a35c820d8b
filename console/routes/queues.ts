import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { App, Console } from '../context';
import { BOARD_POLICY } from '../security';

/** The queue board; a job holds nothing but the number of a message. */
export async function queueRoutes(app: App, { queues }: Console): Promise<void> {
  const adapter = new FastifyAdapter().setBasePath('/queues');
  createBullBoard({ queues: queues.map((queue) => new BullMQAdapter(queue)), serverAdapter: adapter });
  await app.register(async (board) => {
    board.addHook('onRequest', async (_, reply) => {
      reply.header('content-security-policy', BOARD_POLICY);
    });
    await board.register(adapter.registerPlugin(), { prefix: '/queues' });
  });
}
