import { ZodError } from 'zod';
import { PLATFORMS } from '../../../delivery/channels/sms/platforms';
import type { PushFormat } from '../../../delivery/channels/sms/provider';
import { signatureOf } from '../../../delivery/channels/sms/twilio';
import { figuresSaid, readReply } from '../../../domain/message/reply';
import { mutatedText } from '../mutate/text';
import { filesAt, jsonIn, Lost, mutating, type Outcome, type Target, type Targets } from '../target';

const SIGNING = { TWILIO_AUTH_TOKEN: 'the token of this run', PUBLIC_URL: 'https://nuandong.example' };
const URL_OF = '/hooks/sms/twilio/receipts?outId=7';
const FORM: Parameters<typeof figuresSaid>[0] = {
  name: { 'zh-CN': '宣传情况' },
  nothingToReport: true,
  fields: [{ id: 'households', label: { 'zh-CN': '户数' }, type: 'integer', required: true, unit: { 'zh-CN': '户' } }],
  bySms: ['households'],
};

/** What a platform pushes over HTTP. */
function pushOf(provider: 'http' | 'aliyun' | 'tencent' | 'twilio', what: 'receipts' | 'replies'): Target {
  const format = PLATFORMS[provider][what] as PushFormat<object>;
  const corpus = filesAt(`test/fuzz/corpus/${provider}-${what}`);
  const isForm = provider === 'twilio';
  const texts = corpus.map(String);
  return {
    corpus,
    mutate: isForm
      ? (random, nasty) => Buffer.from(mutatedText(random.pick(texts), random, nasty, texts))
      : mutating.json(corpus),
    feed(input): Outcome {
      const body = isForm ? Object.fromEntries(new URLSearchParams(String(input))) : jsonIn(input);
      if (body === undefined) return 'refused';
      const signature = isForm ? signatureOf(SIGNING, URL_OF, body as Record<string, string>) : '';
      try {
        const push = { headers: { 'x-twilio-signature': signature }, url: URL_OF, settings: SIGNING };
        const { items, malformed } = format.parse(body, push);
        const given = Array.isArray(body) ? body.length : 1;
        // Twilio reports every step, of which only the last counts.
        if (!isForm && items.length + malformed.length !== given)
          throw new Lost(`${items.length} + ${malformed.length} of ${given}`);
        for (const item of items) if ('content' in item) readReply(String(item.content));
        return items.length > 0 ? 'accepted' : 'refused';
      } catch (error) {
        if (error instanceof ZodError && error.issues.length > 0) return 'refused';
        throw error;
      }
    },
  };
}

/** What a contact writes: read for its meaning, or asked again. */
function replies(): Target {
  const corpus = String(filesAt('test/fuzz/corpus/replies.txt')[0])
    .split('\n')
    .map((line) => Buffer.from(line));
  return {
    corpus,
    mutate: mutating.text(corpus),
    feed(input) {
      const meant = readReply(String(input), ['暖冬办', '张三']);
      if (meant.kind === 'figures') figuresSaid(FORM, meant.numbers);
      return meant.kind === 'unclear' ? 'refused' : 'accepted';
    },
  };
}

const PROVIDERS = ['http', 'aliyun', 'tencent', 'twilio'] as const;

/** Receipts and replies of the platforms that push, and what the replies say. */
export const targets: Targets = {
  ...Object.fromEntries(
    PROVIDERS.flatMap((provider) =>
      (['receipts', 'replies'] as const).map((what) => [`${provider}-${what}`, () => pushOf(provider, what)]),
    ),
  ),
  'sms-replies': replies,
};
