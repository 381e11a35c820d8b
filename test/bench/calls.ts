import { type Agent, request } from 'node:http';

/** The answer of a server. */
export interface Answer {
  status: number;
  /** Size on the wire. */
  bytes: number;
  body: string;
  /** Its ETag; an empty text without one. */
  tag: string;
}

/**
 * Sends a request, with a body as JSON or as it is.
 * @returns the whole answer, whatever its status
 */
export function call(
  agent: Agent,
  url: string,
  body?: object | URLSearchParams,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isForm = body instanceof URLSearchParams;
  const kind = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  const type: Record<string, string> = body ? { 'content-type': kind } : {};
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, method: body ? 'POST' : 'GET', headers: { ...type, ...headers } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const whole = Buffer.concat(parts);
        const { statusCode: status = 0, headers } = answer;
        resolve({ status, bytes: whole.length, body: whole.toString(), tag: headers.etag ?? '' });
      });
    });
    asked.on('error', reject);
    asked.end(isForm ? body.toString() : body && JSON.stringify(body));
  });
}

/** @param share 0.95 for p95 @returns the time below which this share lies, in milliseconds with one decimal */
export const percentile = (times: number[], share: number): number => {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round((sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN) * 10) / 10;
};
