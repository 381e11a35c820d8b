// The services of the layers that need some, for any command that runs Jest: `npm test`, one file, a watch. Addresses
// in the environment win. They run as a process of their own, which ends when its input is closed: also when Jest is
// killed.
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');

const PROGRAM = join(__dirname, '../../../bin/nuandong.mjs');
const PACKAGES = 'chromium,fonts-noto-cjk,dovecot-imapd';
/** Prints the addresses in one line, then waits for the end of its input. */
const TELL = 'console.log(JSON.stringify(process.env)); process.stdin.resume()';

/** Jest calls this once before the first worker starts; workers inherit the environment. */
module.exports = async () => {
  if (process.env.DATABASE_URL) return;
  const args = [PROGRAM, 'services', 'with', '--packages', PACKAGES, '--', process.execPath, '-e', TELL];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  Object.assign(process.env, JSON.parse(await Promise.race([firstLine(child.stdout), ended.then(refuse)])));
  globalThis.endServices = async () => {
    child.stdin.end();
    await ended;
  };
};

function refuse([code]) {
  throw new Error(`The services did not start (exit code ${code}): their messages are above`);
}

async function firstLine(stream) {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  return text;
}
