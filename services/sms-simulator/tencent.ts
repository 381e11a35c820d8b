import { z } from 'zod';
import type { SimulatedReceipt } from '../receipt-push';
import type { Answer } from './aliyun';
import type { Gateway } from './gateway';

const sending = z.object({
  PhoneNumberSet: z.tuple([z.string()]),
  SignName: z.string(),
  TemplateId: z.string(),
  TemplateParamSet: z.array(z.string()).default([]),
  SessionContext: z.string().default(''),
});
const asking = z.object({ PhoneNumber: z.string() });

const national = (phone: string): string => phone.replace(/^\+86/, '');
const answered = (body: object): Answer => ({ body: { Response: { ...body, RequestId: 'simulated' } } });
const LIMITS = {
  minute: 'LimitExceeded.PhoneNumberThirtySecondLimit',
  hour: 'LimitExceeded.PhoneNumberOneHourLimit',
  day: 'LimitExceeded.PhoneNumberDailyLimit',
} as const;

/** `SendSms` of Tencent SMS 2021-01-11, to one phone: the answer has a code for each phone. */
export function sendTencentSms(gateway: Gateway, templates: ReadonlyMap<string, string>, body: unknown): Answer {
  const { PhoneNumberSet, SignName, TemplateId, TemplateParamSet, SessionContext } = sending.parse(body);
  const [phone] = PhoneNumberSet;
  const says = (Code: string, SerialNo = '') =>
    answered({
      SendStatusSet: [{ SerialNo, PhoneNumber: phone, Fee: SerialNo ? 1 : 0, SessionContext, Code, Message: '' }],
    });
  const template = templates.get(TemplateId);
  if (template === undefined) return says('FailedOperation.TemplateIncorrectOrUnapproved');
  const text = fill(template, TemplateParamSet);
  if (text === null) return says('InvalidParameterValue.TemplateParameterFormatError');
  const outcome = gateway.submit({
    provider: 'tencent',
    phone: national(phone),
    text,
    outId: SessionContext,
    signature: SignName,
  });
  switch (outcome.kind) {
    case 'taken': {
      const answer = says('Ok', outcome.id);
      return 'body' in answer ? { afterMs: outcome.delayMs, body: answer.body } : answer;
    }
    case 'throttled':
      return says(LIMITS[outcome.period]);
    case 'fault':
      return answered({ Error: { Code: 'RequestLimitExceeded', Message: '请求的次数超过了频率限制' } });
    default:
      return { broken: true };
  }
}

/** @returns null unless there is a value for each variable and no more; they are numbered as they first occur */
function fill(template: string, values: readonly string[]): string | null {
  const names = [...new Set([...template.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name))];
  if (names.length !== values.length) return null;
  return template.replace(/\$\{(\w+)\}/g, (_, name: string) => values[names.indexOf(name)] ?? '');
}

/** `PullSmsSendStatusByPhoneNumber`: the SMS that have a receipt from the carrier. */
export function pullStatus(gateway: Gateway, body: unknown): Answer {
  const { PhoneNumber } = asking.parse(body);
  const settled = gateway.find({ phone: national(PhoneNumber) }).filter((one) => one.settled);
  return answered({
    PullSmsSendStatusSet: settled.map(({ sms }) => ({
      UserReceiveTime: Math.floor(Date.parse(sms.receivedAt) / 1000),
      CountryCode: '86',
      SubscriberNumber: sms.phone,
      PhoneNumber,
      SerialNo: sms.id,
      ReportStatus: sms.status === 'DELIVRD' ? 'SUCCESS' : 'FAIL',
      Description: sms.status,
      SessionContext: sms.outId,
    })),
  });
}

export const tencentReceipt = ({ id, phone, status, at }: SimulatedReceipt): object => ({
  user_receive_time: at.slice(0, 19).replace('T', ' '),
  nationcode: '86',
  mobile: phone,
  report_status: status === 'DELIVRD' ? 'SUCCESS' : 'FAIL',
  errmsg: status,
  description: status === 'DELIVRD' ? '用户短信送达成功' : '用户短信接收失败',
  sid: id,
});

export const tencentReply = ({ phone, content, at }: { phone: string; content: string; at: string }): object => ({
  extend: '',
  nationcode: '86',
  mobile: phone,
  sign: '暖冬',
  text: content,
  time: Math.floor(Date.parse(at) / 1000),
});
