import type { Definition, Language } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import { plusMs } from '../../domain/instant';
import { type MessageParams, type Rendered, renderMessage } from './render';
import { wholeMessagesOf } from './texts';

/** One message as the reader gets it, with sample figures. */
export interface Sample {
  message: string;
  sms: Rendered;
  email: Rendered;
}

const HOUR_MS = 3_600_000;

/** Names in a message; invented where the caller gives no real ones. */
export type SampleNames = Pick<MessageParams, 'contact' | 'unit' | 'missing' | 'reason'>;

const PEOPLE: Record<Language, SampleNames> = {
  'zh-CN': { contact: '张三', unit: '双龙营镇', missing: ['雄山', '大布红', '平坦', '清平'], reason: '大雪封路' },
  en: {
    contact: 'Zhang San',
    unit: 'Shuanglongying',
    missing: ['Xiongshan', 'Dabuhong', 'Pingtan', 'Qingping'],
    reason: 'roads closed by snow',
  },
};

/**
 * @param plan of the same definition; the dates are those of its first round
 * @returns every message of a campaign, with those of its own texts that have all parts
 * @throws TemplateError for a message that cannot be used
 */
export function sampleMessages({
  definition,
  plan,
  language,
  signature,
  publicUrl,
  names: given = {},
}: {
  definition: Definition;
  plan: Plan;
  language: Language;
  signature: string;
  publicUrl: string;
  names?: Partial<SampleNames>;
}): Sample[] {
  const round = plan.stages[0]?.rounds[0];
  if (!round) throw new Error(`Campaign "${definition.id}" asks nobody for anything: it has no round.`);
  const { dueAt, locksAt, stage } = round;
  const params: MessageParams = {
    ...PEOPLE[language],
    ...given,
    now: plusMs(dueAt, -30 * HOUR_MS),
    stage,
    dueAt,
    locksAt,
    acknowledgeBy: plusMs(dueAt, 14 * HOUR_MS),
    link: `${publicUrl.replace(/\/$/, '')}/r/1abcdefghijkl`,
    expected: 12,
    reported: 8,
    silent: 4,
    households: 6,
    rows: 3,
    wanted: 7,
    slots: 10,
    lacking: 7,
    below: 5,
    by: plusMs(dueAt, -24 * HOUR_MS),
    code: '123456',
    goods: { 'zh-CN': '棉衣、棉被', en: 'coats, quilts' },
    told: [{ 'zh-CN': '困难家庭 3户', en: 'households in need 3' }],
    how: { 'zh-CN': '报 户数（一个数）', en: 'REPORT and a number: households' },
  };
  const unit = params.unit;
  const asked = plan.stages.map(({ id, dueAt: due }) => ({ unit, stage: id, dueAt: due }));
  const together = asked.length > 1 ? asked : [...asked, ...asked];
  const several: Record<string, Partial<MessageParams>> = {
    owed: { together },
    digests: { together: together.map((one) => ({ ...one, silent: 4 })) },
  };
  return wholeMessagesOf(definition).map((message) => {
    const rendering = {
      definition,
      template: message,
      language,
      signature,
      params: { ...params, ...several[message] },
    };
    return {
      message,
      sms: renderMessage({ ...rendering, channel: 'sms' }),
      email: renderMessage({ ...rendering, channel: 'email' }),
    };
  });
}
