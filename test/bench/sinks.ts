import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** Prefix of the counted numbers; none when left out. */
const COUNTED = process.argv[2] ?? '';
const COUNTING = COUNTED !== '';

/** The receiving side of a benchmark, in a separate process: takes all messages and keeps only counts. */
const taken = new Set<string>();
let doubled = 0;
const sms = createServer((request, response) => {
  const answer = (body: string) => response.setHeader('content-type', 'application/json').end(body);
  if (request.method === 'GET') return answer(JSON.stringify({ doubled, taken: taken.size }));
  // Reading each message's number would slow a benchmark of throughput, so it counts only on request.
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
    // Only texts with a link: other texts may be repeated on another day.
    if (phone.startsWith(COUNTED) && text.includes('http')) {
      // The same text to the same number.
      if (taken.has(key)) doubled += 1;
      taken.add(key);
    }
    answer('{"code":"OK","id":"1"}');
  });
});

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
