import { sampleMessages } from '../delivery/message-samples';
import { segmentsOf } from '../delivery/plan-segments';
import { checkMessages, templateOf } from '../delivery/texts';
import { compile } from '../domain/compile/compile';
import { DEFAULT_LADDER } from '../domain/compile/default-ladder';
import type { Definition, Language } from '../domain/definition/definition';
import { preview } from '../domain/preview';
import { reachByRegion } from '../register/contacts';
import type { Sql } from '../register/db';
import { regionsUnder } from '../register/regions';
import { namesForSample } from '../register/sample-names';
import type { Console } from './context';

const FEN = 100;

/** What a definition comes to over the register: its calendar, its messages with their cost, and a sample of each. */
export async function previewPlan(
  { sql, env }: Pick<Console, 'sql' | 'env'>,
  { definition, warnings }: { definition: Definition; warnings: string[] },
) {
  checkMessages(definition);
  const { scope } = definition;
  const [regions, reach, names] = await Promise.all([
    regionsUnder(sql, scope),
    reachByRegion(sql, scope),
    namesForSample(sql as Sql, { scope, kind: definition.stages[0]?.asks[0]?.of ?? 'village' }),
  ]);
  const plan = compile({ definition, regions });
  const settings = { signature: env.SMS_SIGNATURE, publicUrl: env.PUBLIC_URL };
  const { lines, totals } = preview({ plan, regions, reach, segmentsOf: segmentsOf(definition, settings) });
  const texts = (language: Language) =>
    sampleMessages({ definition, plan, language, ...settings, ...(names && { names }) }).map(
      ({ message, sms, email }) => ({
        message,
        sms: sms.text,
        segments: sms.segments,
        subject: email.subject ?? '',
        body: email.text,
        template: {
          sms: templateOf({ name: message, language, part: 'sms' }, definition),
          subject: templateOf({ name: message, language, part: 'subject' }, definition),
          body: templateOf({ name: message, language, part: 'body' }, definition),
        },
      }),
    );
  return {
    campaign: plan.campaign,
    startsAt: plan.startsAt,
    endsAt: plan.endsAt,
    warnings: [...new Set([...warnings, ...plan.warnings])],
    stages: plan.stages.map(({ id, opensAt, dueAt, locksAt, rounds }) => ({
      id,
      opensAt,
      dueAt,
      locksAt,
      units: rounds.flatMap(({ areas }) => areas).reduce((sum, { units }) => sum + units, 0),
      rounds: rounds.length,
    })),
    lines,
    totals,
    yuan: Math.round(totals.segments * env.SMS_PRICE_FEN) / FEN,
    signature: env.SMS_SIGNATURE,
    messages: { 'zh-CN': texts('zh-CN'), en: texts('en') },
    defaultLadder: DEFAULT_LADDER,
  };
}
