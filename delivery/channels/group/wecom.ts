import { z } from 'zod';
import { failureOfCode } from './answers';
import type { GroupProvider } from './provider';

const answer = z.object({ errcode: z.int() });

/** More than 20 messages in a minute, or too many calls. */
const TOO_FAST = [45009, 45033];

/** 企业微信群机器人: the key in the address is its secret, and nothing is signed. */
export const wecom: GroupProvider = {
  hosts: ['qyapi.weixin.qq.com'],
  perMinute: 20,
  longest: 4096,
  request: ({ url }, { title, text }) => ({
    url,
    headers: {},
    body: JSON.stringify({ msgtype: 'markdown', markdown: { content: `**${title}**\n${text}` } }),
  }),
  refusal(status, body) {
    const code = answer.safeParse(body).data?.errcode;
    return code === 0 ? null : failureOfCode({ status, code, tooFast: TOO_FAST });
  },
};
