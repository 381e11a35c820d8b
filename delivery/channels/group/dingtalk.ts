import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { failureOfCode } from './answers';
import type { GroupProvider } from './provider';

const answer = z.object({ errcode: z.int() });

/** More than 20 messages in a minute: the robot is shut out for ten. */
const TOO_FAST = [130101, 410100];

/** 钉钉自定义机器人, with 加签: HMAC-SHA256 over the time and the secret, in the address. */
export const dingtalk: GroupProvider = {
  hosts: ['oapi.dingtalk.com'],
  perMinute: 20,
  longest: 20_000,
  request({ url, secret }, { title, text }, now) {
    const signed = new URL(url);
    if (secret) {
      signed.searchParams.set('timestamp', String(now));
      signed.searchParams.set('sign', createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64'));
    }
    // Its Markdown wants an empty line between two lines.
    const lines = text.replaceAll('\n', '\n\n');
    return {
      url: signed.href,
      headers: {},
      body: JSON.stringify({ msgtype: 'markdown', markdown: { title, text: `**${title}**\n\n${lines}` } }),
    };
  },
  refusal(status, body) {
    const code = answer.safeParse(body).data?.errcode;
    return code === 0 ? null : failureOfCode({ status, code, tooFast: TOO_FAST });
  },
};
