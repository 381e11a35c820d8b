import type { QuerySendDetailsResponseBodySmsSendDetailDTOsSmsSendDetailDTO as SendDetail } from '@alicloud/dysmsapi20170525';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { PLATFORM_SETTINGS } from '../../../config/settings/platforms';
import type { Receipt } from '../../../store/message/outbox/settlement';
import { SendFailure, unanswered } from '../failure';
import type { AliyunClient } from './aliyun-client';
import { failureOf, verdictOn } from './errors';
import type { LookUp, OutgoingSms, PushFormat, Reply, SentSms, SmsGateway, SmsPlatform } from './provider';
import { readEach, word, yesOrNo } from './pushed';
import { digestOf, LONGEST_REPLY } from './reply';

const NAME = 'aliyun';
/** Aliyun's days and times are in China's zone. */
const ZONE = 'Asia/Shanghai';

const { aliyun: settings } = PLATFORM_SETTINGS;
type Settings = z.infer<typeof settings>;

/** Aliyun Dysms, API of 2017-05-25, by its own SDK. */
export const aliyun: SmsPlatform<Settings> = {
  name: NAME,
  settings,
  rehearsal: ({ url }) => ({
    ALIYUN_ACCESS_KEY_ID: 'rehearsal',
    ALIYUN_ACCESS_KEY_SECRET: 'rehearsal',
    ALIYUN_ENDPOINT: new URL(url).host,
    ALIYUN_PROTOCOL: 'http',
  }),
  open: openGateway,
  templates: true,
  // A message that Aliyun took can be found within minutes; a quarter of an hour is on the safe side.
  absenceProvenAfterMs: 15 * 60_000,
  receipts: receiptFormat(),
  replies: replyFormat(),
};

function openGateway(settings: Settings): SmsGateway {
  let opened: Promise<AliyunClient> | undefined;
  const client = () => {
    opened ??= import('./aliyun-client').then(({ openAliyun }) => openAliyun(settings));
    return opened;
  };
  return {
    async send({ phone, outId, signature, template }: OutgoingSms) {
      if (!template) throw new SendFailure({ event: 'refuse', reason: 'approval' });
      const wanted = {
        phoneNumbers: phone,
        signName: signature,
        templateCode: template.code,
        templateParam: JSON.stringify(template.values),
        outId,
      };
      const { send } = await client();
      const body = await send(wanted).catch((error: unknown) => {
        throw failed(error);
      });
      if (body?.code === 'OK' && body.bizId) return { ref: body.bizId };
      throw failureOf(NAME, body?.code ?? 'InternalError', body?.message);
    },

    async lookUp({ outId, phone, ref, submittedAt }: SentSms): Promise<LookUp> {
      const sendDate = DateTime.fromISO(submittedAt, { zone: ZONE }).toFormat('yyyyMMdd');
      const { details } = await client();
      const body = await details({
        phoneNumber: phone,
        sendDate,
        pageSize: 50,
        currentPage: 1,
        ...(ref && { bizId: ref }),
      });
      if (body?.code !== 'OK') throw new Error(`Aliyun answered ${body?.code ?? 'nothing'} to a look-up`);
      const detail = body.smsSendDetailDTOs?.smsSendDetailDTO?.find((one) => one.outId === outId);
      return detail ? foundAs(detail, { outId, phone, ref }) : { found: 'absent' };
    },

    close: () => Promise.resolve(),
  };
}

/** SendStatus: 1 waits for its receipt, 2 failed, 3 delivered. */
const WAITING = 1;
const DELIVERED = 3;

function foundAs(
  { sendStatus, errCode = '' }: SendDetail,
  { outId, phone, ref }: Pick<SentSms, 'outId' | 'phone' | 'ref'>,
): LookUp {
  if (sendStatus === undefined || sendStatus === WAITING) return { found: 'pending', ref: ref ?? '' };
  const code = sendStatus === DELIVERED ? 'DELIVRD' : errCode || 'FAILED';
  return {
    found: 'settled',
    receipt: { message: Number(outId), provider: NAME, ref: ref ?? '', phone, code, ...verdictOn(code) },
  };
}

/** The SDK throws a refusal with the platform's `code`, and a request that never arrived with the system's code. */
function failed(error: unknown): SendFailure {
  const { code, message, statusCode } = answerIn(error);
  if (code && statusCode !== undefined) return failureOf(NAME, code, message);
  return unanswered(error);
}

const answer = z.object({
  code: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  statusCode: z.number().optional().catch(undefined),
});
const answerIn = (error: unknown): z.infer<typeof answer> => answer.safeParse(error).data ?? {};

const outId = z.string().regex(/^\d{1,15}$/);
const receipt = z.object({
  phone_number: z.string().max(30),
  success: yesOrNo,
  err_code: word(60),
  biz_id: z.string().min(1).max(100),
  out_id: word(40),
});

/** Each segment of a message has a receipt, all with one biz_id: one failed segment fails the message. */
function receiptFormat(): PushFormat<Receipt> {
  return {
    parse: (body) =>
      readEach(receipt, body, ({ phone_number, success, err_code, biz_id, out_id }) => {
        const code = success ? 'DELIVRD' : err_code || 'FAILED';
        const message = outId.safeParse(out_id).success ? Number(out_id) : null;
        return { message, provider: NAME, ref: biz_id, phone: phone_number, code, ...verdictOn(code) };
      }),
    answer: { code: 0, msg: '成功' },
  };
}

const reply = z.object({
  phone_number: z.string().min(1).max(30),
  send_time: word(40),
  content: word(LONGEST_REPLY),
  sequence_id: word(100),
});

function replyFormat(): PushFormat<Reply> {
  return {
    parse: (body) =>
      readEach(reply, body, ({ phone_number, send_time, content, sequence_id }) => {
        const at = DateTime.fromFormat(send_time, 'yyyy-MM-dd HH:mm:ss', { zone: ZONE });
        return {
          provider: NAME,
          dedupe: sequence_id || (send_time ? digestOf(phone_number, send_time, content) : null),
          phone: phone_number,
          content,
          sentAt: at.isValid ? at.toUTC().toISO() : null,
        };
      }),
    answer: { code: 0, msg: '成功' },
  };
}
