import { warningRules } from '../../../config/warning-rules';
import { sampleMessages } from '../../../delivery/words/message-samples';
import { longMessages, segmentsOf } from '../../../delivery/words/plan-segments';
import { checkMessages, templateOf } from '../../../delivery/words/texts';
import { rungsBeyondScope } from '../../../domain/campaign/beyond-scope';
import { COMMON_LADDERS } from '../../../domain/campaign/compile/common-ladders';
import { compile } from '../../../domain/campaign/compile/compile';
import type { Definition, Language } from '../../../domain/campaign/definition/definition';
import { messageNames } from '../../../domain/campaign/definition/message-names';
import { linesAtOnce, preview, totalsOf } from '../../../domain/campaign/preview';
import { rolesNobodyHas } from '../../../domain/campaign/preview-audience';
import { instant } from '../../../domain/instant';
import { tellIn } from '../../../domain/text/refusal';
import { freeCampaignId } from '../../../store/campaign/campaigns';
import { reachByRegion } from '../../../store/people/reach';
import { regionKinds } from '../../../store/people/region-kinds';
import { regionsToPlan } from '../../../store/people/regions';
import type { Console } from '../../shell/context';

const FEN = 100;
/** A campaign without texts of its own. */
const SHARED = { messages: {} };

/** @returns the text that a message has without being written; null for one of the campaign's own */
const commonOf = (name: string, language: Language) =>
  messageNames.includes(name)
    ? {
        sms: templateOf({ name, language, part: 'sms' }, SHARED),
        subject: templateOf({ name, language, part: 'subject' }, SHARED),
        body: templateOf({ name, language, part: 'body' }, SHARED),
      }
    : null;

/**
 * The effect of a definition on the register: its calendar, its messages with their cost, and a sample of each with
 * invented names.
 * @param language the language of its warnings and refusals
 */
export async function previewPlan(
  { sql, env }: Pick<Console, 'sql' | 'env'>,
  { definition, warnings }: { definition: Definition; warnings: string[] },
  language: Language,
) {
  checkMessages(definition);
  const { scope } = definition;
  const [regions, kinds, reach] = await Promise.all([
    regionsToPlan(sql, scope),
    regionKinds(sql),
    reachByRegion(sql, scope),
  ]);
  // The warnings of a plan are in the language of its definition, so the reader's language is put there.
  const plan = compile({ definition: { ...definition, language }, regions, kinds });
  const settings = { signature: env.SMS_SIGNATURE, publicUrl: env.PUBLIC_URL };
  const { lines, totals } = preview({ plan, regions, reach, segmentsOf: segmentsOf(definition, settings) });
  const found = [...rolesNobodyHas(plan, reach), ...longMessages(definition, plan, settings)];
  const worded = found.map((warning) => tellIn(language, warning));
  const texts = (of: Language) =>
    sampleMessages({ definition, plan, language: of, ...settings }).map(({ message, sms, email }) => ({
      message,
      sms: sms.text,
      segments: sms.segments,
      subject: email.subject ?? '',
      body: email.text,
      template: {
        sms: templateOf({ name: message, language: of, part: 'sms' }, definition),
        subject: templateOf({ name: message, language: of, part: 'subject' }, definition),
        body: templateOf({ name: message, language: of, part: 'body' }, definition),
      },
      common: commonOf(message, of),
    }));
  return {
    campaign: await freeCampaignId(sql, plan.campaign),
    startsAt: plan.startsAt,
    endsAt: plan.endsAt,
    warnings: [...new Set([...warnings, ...plan.warnings, ...worded])],
    stages: plan.stages.map(({ id, opensAt, dueAt, locksAt, rounds }) => ({
      id,
      opensAt,
      dueAt,
      locksAt,
      units: rounds.flatMap(({ areas }) => areas).reduce((sum, { units }) => sum + units, 0),
      rounds: rounds.length,
    })),
    lines,
    beyondScope: rungsBeyondScope(definition, regions),
    totals,
    atOnce: totalsOf(linesAtOnce(plan, lines, instant(Date.now()))),
    yuan: Math.round(totals.segments * env.SMS_PRICE_FEN) / FEN,
    signature: env.SMS_SIGNATURE,
    messages: { 'zh-CN': texts('zh-CN'), en: texts('en') },
    commonLadders: { ...COMMON_LADDERS, ...(definition.warnings && warningRules().ladders) },
  };
}
