import { z } from 'zod';
import type { SimulatedReceipt } from '../receipt-push';
import type { Gateway, Outcome } from './gateway';

/** Offset of the zone of Aliyun's days and times. */
const CHINA_MS = 8 * 3_600_000;
const chinaTime = (iso: string): string =>
  new Date(Date.parse(iso) + CHINA_MS).toISOString().slice(0, 19).replace('T', ' ');

const sending = z.object({
  PhoneNumbers: z.string(),
  SignName: z.string(),
  TemplateCode: z.string(),
  TemplateParam: z.string().default('{}'),
  OutId: z.string().default(''),
});
const asking = z.object({ PhoneNumber: z.string(), BizId: z.string().optional(), SendDate: z.string() });
const values = z.record(z.string(), z.string());

export type Answer = { status?: number; body: object } | { broken: true } | { afterMs: number; body: object };

const PERIODS = { minute: '分钟级', hour: '小时级', day: '天级' } as const;

/** `SendSms` of Aliyun Dysms: refuses an unknown template like the real one. */
export function sendSms(gateway: Gateway, templates: ReadonlyMap<string, string>, query: unknown): Answer {
  const { PhoneNumbers, SignName, TemplateCode, TemplateParam, OutId } = sending.parse(query);
  const template = templates.get(TemplateCode);
  if (template === undefined) return says('isv.SMS_TEMPLATE_ILLEGAL', '该账号下找不到对应模板');
  const filled = fill(template, values.parse(JSON.parse(TemplateParam)));
  if (filled === null) return says('isv.TEMPLATE_MISSING_PARAMETERS', '模板变量缺少对应参数值');
  const outcome = gateway.submit({
    provider: 'aliyun',
    phone: PhoneNumbers,
    text: filled,
    outId: OutId,
    signature: SignName,
  });
  return answered(outcome);
}

const says = (Code: string, Message: string): Answer => ({ body: { Code, Message, RequestId: 'simulated' } });

function answered(outcome: Outcome): Answer {
  switch (outcome.kind) {
    case 'taken':
      return {
        afterMs: outcome.delayMs,
        body: { Code: 'OK', Message: 'OK', BizId: outcome.id, RequestId: 'simulated' },
      };
    case 'throttled':
      return says('isv.BUSINESS_LIMIT_CONTROL', `触发${PERIODS[outcome.period]}流控Permits:5`);
    case 'fault':
      return { status: 503, body: { Code: 'ServiceUnavailable', Message: '系统繁忙', RequestId: 'simulated' } };
    default:
      return { broken: true };
  }
}

function fill(template: string, given: Readonly<Record<string, string>>): string | null {
  const names = [...template.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
  if (names.some((name) => given[name] === undefined)) return null;
  return template.replace(/\$\{(\w+)\}/g, (_, name: string) => given[name] ?? '');
}

const WAITS = 1;
const FAILED = 2;
const DELIVERED = 3;

/** `QuerySendDetails`: what became of the SMS to a number on a day. */
export function querySendDetails(gateway: Gateway, query: unknown): Answer {
  const { PhoneNumber, BizId, SendDate } = asking.parse(query);
  const found = gateway.find({ phone: PhoneNumber, ...(BizId && { id: BizId }) });
  // Rows have wall-clock submission times, but the simulator's time may be a rehearsal's: the day is not compared.
  void SendDate;
  const details = found.map(({ sms, settled }) => ({
    PhoneNum: sms.phone,
    OutId: sms.outId,
    SendStatus: !settled ? WAITS : sms.status === 'DELIVRD' ? DELIVERED : FAILED,
    ErrCode: settled ? sms.status : '',
    SendDate: chinaTime(sms.receivedAt),
  }));
  const body = {
    Code: 'OK',
    Message: 'OK',
    RequestId: 'simulated',
    TotalCount: String(details.length),
    SmsSendDetailDTOs: { SmsSendDetailDTO: details },
  };
  return { body };
}

/** A receipt in the shape that Aliyun pushes. */
export const aliyunReceipt = ({ id, outId, phone, status, at }: SimulatedReceipt): object => ({
  phone_number: phone,
  send_time: chinaTime(at),
  report_time: chinaTime(at),
  success: status === 'DELIVRD',
  err_code: status,
  err_msg: status === 'DELIVRD' ? '用户接收成功' : '用户接收失败',
  sms_size: '1',
  biz_id: id,
  out_id: outId,
});

export const aliyunReply = ({
  phone,
  content,
  at,
  id,
}: {
  phone: string;
  content: string;
  at: string;
  id?: number;
}): object => ({
  phone_number: phone,
  send_time: chinaTime(at),
  content,
  sign_name: '暖冬',
  dest_code: '0001',
  ...(id !== undefined && { sequence_id: id }),
});
