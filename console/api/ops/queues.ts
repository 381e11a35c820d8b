import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { FastifyReply } from 'fastify';
import { readLane } from '../../../delivery/engine/lanes';
import { auditQueueActs } from '../../shell/audited';
import type { App, Console } from '../../shell/context';
import { BOARD_POLICY, FORM_PAGE } from '../../shell/gate/security';
import { named } from '../../shell/named';
import { only } from '../../shell/who';
import { formAssets } from '../../village/form-assets';

/** @returns what waits in a queue: 正式 · 邮件, 演练 · 短信 aliyun · 紧急 */
function wordsFor(queue: string): string {
  const lane = readLane(queue);
  if (!lane) return queue;
  const way = lane.provider === null ? '邮件' : `短信 ${lane.provider}`;
  return [lane.mode === 'live' ? '正式' : '演练', way, ...(lane.urgent ? ['紧急'] : [])].join(' · ');
}

/** The board asks a font of another host, which its policy refuses: no page of ours tells others who reads it. */
function withoutFonts(reply: FastifyReply, payload: unknown): unknown {
  if (typeof payload !== 'string' || !String(reply.getHeader('content-type')).startsWith('text/html')) return payload;
  return payload.replaceAll(/<link href="https:\/\/fonts\.[^>]*>/g, '');
}

/**
 * The queue board, read only: a paused or emptied queue stops the country's messages. A job holds only the number of a
 * message.
 */
export async function queueRoutes(app: App, { queues, sql }: Console): Promise<void> {
  const adapter = new FastifyAdapter().setBasePath('/queues');
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true, displayName: wordsFor(queue.name) })),
    serverAdapter: adapter,
    options: {
      uiConfig: {
        boardTitle: '暖冬 · 消息队列',
        boardLogo: { path: formAssets().icon.address, width: 28, height: 28 },
        miscLinks: [{ text: '回到控制台', url: '/console/' }],
        locale: { lng: 'zh-CN' },
        hideDocsLink: true,
      },
    },
  });
  const config = { ...only('tend-queues'), csrf: 'origin' } as const;
  const boardRoutes = async (board: App) => {
    board.addHook('onSend', async (_, reply, payload) => withoutFonts(reply, payload));
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
