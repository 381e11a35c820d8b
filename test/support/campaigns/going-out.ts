import { type Rendered, renderMessage } from '../../../delivery/words/render';
import type { Sql } from '../../../store/db/db';
import { lockAndJudge, type Row } from '../../../store/message/outbox/judging';
import { campaignsOf } from '../../../store/message/outbox/sending-campaign';

/** @returns what the outbox finds when the SMS of a rung go out, with their texts, by region */
export const goingOut = (sql: Sql, rung: string): Promise<(Pick<Row, 'region' | 'verdict'> & { text: Rendered })[]> =>
  sql.begin(async (tx) => {
    const found = await tx<{ id: number }[]>`
      update messages set state = 'queued' where rung = ${rung} and channel = 'sms' returning id`;
    const ids = found.map(({ id }) => id);
    const { campaigns, needs } = await campaignsOf(tx, ids);
    const rows = await lockAndJudge(tx, ids, { campaigns, needs, provider: null });
    const out = rows.flatMap(({ region, verdict, campaignId, params, template, place, person, ...round }) => {
      const campaign = campaigns.get(campaignId);
      if (!campaign) return [];
      const { definition, now } = campaign;
      const link = 'https://nd.example.org/r/1abc';
      const said = { ...params, ...round, now, unit: place, contact: person, link };
      const text = renderMessage({
        definition,
        template,
        language: 'zh-CN',
        channel: 'sms',
        signature: '暖冬',
        params: said,
      });
      return [{ region, verdict, text }];
    });
    return out.sort((one, other) => one.region.localeCompare(other.region));
  }) as Promise<(Pick<Row, 'region' | 'verdict'> & { text: Rendered })[]>;
