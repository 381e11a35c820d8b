import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** Takes everything and keeps nothing: the other side of a benchmark, in a process of its own. */
const sms = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.setHeader('content-type', 'application/json').end('{"code":"OK","id":"1"}'));
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
