import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A weather office's server with answers set by the test. */
export interface FeedServer {
  url: string;
  /** The requests, in order: path and headers. */
  asked: { path: string; headers: IncomingMessage['headers'] }[];
  answer: (path: string, response: ServerResponse, request: IncomingMessage) => void;
  close(): Promise<void>;
}

export async function startFeedServer(): Promise<FeedServer> {
  const feed: Pick<FeedServer, 'asked' | 'answer'> = {
    asked: [],
    answer: (_, response) => response.writeHead(500).end(),
  };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    feed.asked.push({ path, headers: request.headers });
    feed.answer(path, response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(feed, {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

/** The document of a QWeather alert for Qiubei. */
export const qweatherAlert = (id: string, { code = 'blue', supersedes = [] as string[] } = {}): string =>
  JSON.stringify({
    metadata: { tag: 'test', zeroResult: false, attributions: ['https://developer.qweather.com/attribution.html'] },
    alerts: [
      {
        id,
        senderName: '丘北县气象台',
        issuedTime: new Date().toISOString(),
        messageType: { code: supersedes.length > 0 ? 'update' : 'alert', supersedes },
        eventType: { name: '寒潮', code: '1005' },
        severity: 'minor',
        color: { code },
        onsetTime: new Date().toISOString(),
        headline: '丘北县气象台发布寒潮预警',
      },
    ],
  });

/** A message of CAP 1.2 for a county. */
export const capAlert = (id: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>${id}</identifier><sender>test@example.org</sender><sent>${new Date().toISOString()}</sent>
  <status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
  <info><category>Met</category><event>寒潮</event><urgency>Expected</urgency><severity>Severe</severity>
    <certainty>Likely</certainty><headline>寒潮橙色预警</headline>
    <area><areaDesc>丘北县</areaDesc></area></info>
</alert>`;
