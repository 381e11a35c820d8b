import { writeFileSync } from 'node:fs';
import { qweatherAlert, startFeedServer } from '../../support/servers/feed-server';
import type { FeedMisdeed } from './fault';

/** A weather office that issues a warning again and again, on a server that may fail. */
export interface WeatherOffice {
  /** Null: it answers as it should. */
  does(misdeed: FeedMisdeed | null): void;
  /** Identifiers of all that it has issued. */
  issued(): readonly string[];
  close(): Promise<void>;
}

const ISSUES_MS = 20_000;

/** @param file where the list of feeds is written, for FEEDS_FILE */
export async function openWeatherOffice(file: string, region: string): Promise<WeatherOffice> {
  const server = await startFeedServer();
  const issued: string[] = [];
  const alerts: object[] = [];
  let misdeed: FeedMisdeed | null = null;
  function issue(): void {
    const id = `chaos-${issued.length + 1}`;
    alerts.push(...(JSON.parse(qweatherAlert(id)) as { alerts: object[] }).alerts);
    issued.push(id);
  }
  issue();
  const timer = setInterval(issue, ISSUES_MS);
  server.answer = (_, response) => {
    // Every warning holds: an office shows all of them in one answer.
    const document = JSON.stringify({ ...JSON.parse(qweatherAlert('none')), alerts });
    switch (misdeed) {
      case 'error':
        return void response.writeHead(502).end('<html>Bad gateway</html>');
      case 'silence':
        return;
      case 'nonsense':
        return void response.writeHead(200).end('<html>Sign in to continue</html>');
      case 'half':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': document.length });
        response.write(document.slice(0, document.length / 2), () => response.destroy());
        return;
      default:
        return void response.writeHead(200, { 'content-type': 'application/json' }).end(document);
    }
  };
  const feed = {
    id: 'chaos',
    format: 'qweather',
    url: `${server.url}/{lat}/{lon}`,
    points: [{ lat: 27.9, lon: 102.3, region }],
    everyMinutes: 1,
  };
  writeFileSync(file, JSON.stringify({ feeds: [feed] }));
  return {
    does(next) {
      misdeed = next;
    },
    issued: () => issued,
    close: () => {
      clearInterval(timer);
      return server.close();
    },
  };
}
