import Dysms, {
  QuerySendDetailsRequest,
  type QuerySendDetailsResponseBody,
  SendSmsRequest,
  type SendSmsResponseBody,
} from '@alicloud/dysmsapi20170525';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import { RuntimeOptions } from '@darabonba/typescript';

/** The API answers in well under a second; after a longer wait it may have taken the message. */
const TIMEOUT_MS = 10_000;

/** The two calls of Aliyun's SDK. */
export interface AliyunClient {
  send(wanted: Partial<SendSmsRequest>): Promise<SendSmsResponseBody | undefined>;
  details(wanted: Partial<QuerySendDetailsRequest>): Promise<QuerySendDetailsResponseBody | undefined>;
}

/** A module of its own, read when the first SMS goes out: the SDK takes 40 MB of a process. */
export function openAliyun(settings: {
  ALIYUN_ACCESS_KEY_ID: string;
  ALIYUN_ACCESS_KEY_SECRET: string;
  ALIYUN_ENDPOINT: string;
  ALIYUN_PROTOCOL: string;
}): AliyunClient {
  const client = new Dysms(
    new $OpenApiUtil.Config({
      accessKeyId: settings.ALIYUN_ACCESS_KEY_ID,
      accessKeySecret: settings.ALIYUN_ACCESS_KEY_SECRET,
      endpoint: settings.ALIYUN_ENDPOINT,
      protocol: settings.ALIYUN_PROTOCOL,
    }),
  );
  // The SDK must not submit again by itself: the platform may have taken the first attempt.
  const once = new RuntimeOptions({
    autoretry: false,
    maxAttempts: 1,
    readTimeout: TIMEOUT_MS,
    connectTimeout: TIMEOUT_MS,
  });
  return {
    send: async (wanted) => (await client.sendSmsWithOptions(new SendSmsRequest(wanted), once)).body,
    details: async (wanted) =>
      (await client.querySendDetailsWithOptions(new QuerySendDetailsRequest(wanted), once)).body,
  };
}
