import { z } from 'zod';
import { PLATFORM_SETTINGS } from '../../../config/settings/platforms';
import type { Receipt } from '../../../store/message/outbox/settlement';
import { SendFailure, unanswered } from '../failure';
import { failureOf, verdictOn } from './errors';
import { international } from './numbers';
import type { LookUp, OutgoingSms, PushFormat, Reply, SentSms, SmsGateway, SmsPlatform } from './provider';
import { readEach, word } from './pushed';
import { digestOf, LONGEST_REPLY } from './reply';

const NAME = 'tencent';
const TIMEOUT_S = 10;
/** Its clock and ours may differ. */
const CLOCKS_APART_S = 600;

const { tencent: settings } = PLATFORM_SETTINGS;
type Settings = z.infer<typeof settings>;

/** Tencent Cloud SMS, API of 2021-01-11, by its own SDK. */
export const tencent: SmsPlatform<Settings> = {
  name: NAME,
  settings,
  rehearsal: ({ url }) => ({
    TENCENT_SECRET_ID: 'rehearsal',
    TENCENT_SECRET_KEY: 'rehearsal',
    TENCENT_SMS_APP: '1400000000',
    TENCENT_REGION: 'ap-guangzhou',
    TENCENT_ENDPOINT: new URL(url).host,
    TENCENT_PROTOCOL: 'http://',
  }),
  open: openGateway,
  templates: true,
  // Tencent lists SMS that have a receipt from the carrier, and says nothing about those still on their way.
  absenceProvenAfterMs: null,
  receipts: receiptFormat(),
  replies: replyFormat(),
};

/** Reads the SDK when the first SMS goes out: it takes 20 MB of a process. */
async function openClient(settings: Settings) {
  const { sms } = await import('tencentcloud-sdk-nodejs-sms');
  // Without a retryer the SDK does not submit again by itself: the platform may have taken the first attempt.
  return new sms.v20210111.Client({
    credential: { secretId: settings.TENCENT_SECRET_ID, secretKey: settings.TENCENT_SECRET_KEY },
    region: settings.TENCENT_REGION,
    profile: {
      httpProfile: {
        endpoint: settings.TENCENT_ENDPOINT,
        protocol: settings.TENCENT_PROTOCOL,
        reqTimeout: TIMEOUT_S,
      },
    },
  });
}

function openGateway(settings: Settings): SmsGateway {
  const app = settings.TENCENT_SMS_APP;
  let opened: ReturnType<typeof openClient> | undefined;
  const client = () => {
    opened ??= openClient(settings);
    return opened;
  };
  return {
    async send({ phone, outId, signature, template }: OutgoingSms) {
      if (!template) throw new SendFailure({ event: 'refuse', reason: 'approval' });
      const wanted = {
        SmsSdkAppId: app,
        PhoneNumberSet: [international(phone)],
        SignName: signature,
        TemplateId: template.code,
        // The order matters: Tencent's templates number their variables, {1} {2} ….
        TemplateParamSet: Object.values(template.values),
        SessionContext: outId,
      };
      const sdk = await client();
      const { SendStatusSet } = await sdk.SendSms(wanted).catch((error: unknown) => {
        throw failed(error);
      });
      const { Code = 'InternalError', SerialNo } = SendStatusSet?.[0] ?? {};
      if (Code === 'Ok' && SerialNo) return { ref: SerialNo };
      throw failureOf(NAME, Code);
    },

    async lookUp({ outId, phone, ref, submittedAt }: SentSms): Promise<LookUp> {
      const sdk = await client();
      const { PullSmsSendStatusSet = [] } = await sdk.PullSmsSendStatusByPhoneNumber({
        SmsSdkAppId: app,
        PhoneNumber: international(phone),
        BeginTime: Math.floor(Date.parse(submittedAt) / 1000) - CLOCKS_APART_S,
        Offset: 0,
        Limit: 100,
      });
      const found = PullSmsSendStatusSet.find(
        ({ SessionContext, SerialNo }) => SessionContext === outId || (ref !== null && SerialNo === ref),
      );
      if (!found) return ref === null ? { found: 'absent' } : { found: 'pending', ref };
      const code = codeOf(found.ReportStatus, found.Description);
      return {
        found: 'settled',
        receipt: { message: Number(outId), provider: NAME, ref: found.SerialNo ?? '', phone, code, ...verdictOn(code) },
      };
    },

    close: () => Promise.resolve(),
  };
}

/** The carrier's code; config/sms-errors.yaml lists Tencent's codes. */
const codeOf = (status: string | undefined, code: string | undefined): string =>
  status === 'SUCCESS' ? 'DELIVRD' : (code ?? '').slice(0, 60) || 'FAILED';

const refused = z.object({ code: z.string().min(1), requestId: z.string().min(1) });

/** The SDK throws a refusal with the id of the request; a request that never arrived has no id. */
function failed(error: unknown): SendFailure {
  const answer = refused.safeParse(error);
  return answer.success ? failureOf(NAME, answer.data.code) : unanswered(error);
}

const phoneOf = ({ nationcode, mobile }: { nationcode: string; mobile: string }): string =>
  nationcode === '86' ? mobile : `+${nationcode}${mobile}`;

const nationcode = word(6).transform((code) => code.replace(/^\+/, '') || '86');
const receipt = z.object({
  nationcode,
  mobile: z.string().max(30),
  report_status: word(20),
  errmsg: word(60),
  sid: z.string().min(1).max(100),
});

/**
 * Receipts carry Tencent's number and not ours: one that arrives before the answer to the submission must come again.
 */
function receiptFormat(): PushFormat<Receipt> {
  return {
    parse: (body) =>
      readEach(receipt, body, (told) => {
        const code = codeOf(told.report_status.toUpperCase(), told.errmsg);
        return { message: null, provider: NAME, ref: told.sid, phone: phoneOf(told), code, ...verdictOn(code) };
      }),
    answer: { result: 0, errmsg: 'OK' },
  };
}

const reply = z.object({
  nationcode,
  mobile: z.string().max(30),
  text: word(LONGEST_REPLY),
  /** Seconds. */
  time: z.coerce.number().int().min(0).max(1e11),
});

function replyFormat(): PushFormat<Reply> {
  return {
    parse: (body) =>
      readEach(reply, body, (one) => ({
        provider: NAME,
        dedupe: digestOf(one.mobile, String(one.time), one.text),
        phone: phoneOf(one),
        content: one.text,
        sentAt: new Date(one.time * 1000).toISOString(),
      })),
    answer: { result: 0, errmsg: 'OK' },
  };
}
