import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** Numbers that begin so are counted; none when left out. */
const COUNTED = process.argv[2] ?? '';
const COUNTING = COUNTED !== '';

/** Takes everything and keeps nothing but counts: the other side of a benchmark, in a process of its own. */
const counts = new Map<string, number>();
const sms = createServer((request, response) => {
  const answer = (body: string) => response.setHeader('content-type', 'application/json').end(body);
  if (request.method === 'GET') return answer(JSON.stringify(twice()));
  // Reading the number of each message would cost a benchmark of throughput; only who asks for it is counted.
  if (!COUNTING) {
    request.resume();
    request.on('end', () => answer('{"code":"OK","id":"1"}'));
    return;
  }
  let body = '';
  request.setEncoding('utf8').on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    const { phone, text } = JSON.parse(body) as { phone: string; text: string };
    const key = `${phone} ${text}`;
    // With a link, since other words may be said again of another day.
    if (phone.startsWith(COUNTED) && text.includes('http')) counts.set(key, (counts.get(key) ?? 0) + 1);
    answer('{"code":"OK","id":"1"}');
  });
});

/** How many SMS came more than once: the same words to the same number. */
const twice = () => ({ doubled: [...counts.values()].reduce((sum, count) => sum + count - 1, 0), taken: counts.size });
const smtp = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, _, done) {
    stream.resume();
    stream.on('end', () => done());
  },
});
sms.listen(0, '127.0.0.1', () => {
  smtp.listen(0, '127.0.0.1', () => {
    const port = (address: unknown) => (address as AddressInfo).port;
    process.send?.({
      sms: `http://127.0.0.1:${port(sms.address())}`,
      smtp: `smtp://127.0.0.1:${port(smtp.server.address())}`,
    });
  });
});
process.on('disconnect', () => process.exit());
