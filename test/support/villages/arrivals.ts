import type { Definition } from '../../../domain/campaign/definition/definition';
import { withWarningForms } from '../../../domain/warning/alert/forms';
import type { Warning } from '../../../domain/warning/feed/warning';
import { moveClock } from '../../../store/campaign/campaigns';
import { recordReport } from '../../../store/report/reports';
import { receiveWarnings } from '../../../store/warning/warnings';
import { shanghai, tinyDefinition } from '../campaigns/tiny';
import { warning } from '../campaigns/warnings';
import type { Engine, SteppedCampaign } from '../servers/engine';

/** The tiny campaign, whose villages answer warnings. */
export const warnedDefinition = (changes: Record<string, unknown> = {}): Definition =>
  withWarningForms(tinyDefinition({ warnings: { of: 'village' }, ...changes }));

/**
 * Lets a message of one event arrive for the whole county at a local time (`12-01 16:00`), and runs its immediate
 * effects.
 * @returns workflow ids of the alerts that were started or told
 */
export async function arrives(
  engine: Engine,
  campaign: SteppedCampaign,
  local: string,
  { identifier, ...said }: Partial<Warning> & { identifier: string },
): Promise<string[]> {
  const at = shanghai(local);
  await moveClock(engine.sql, campaign.id, at);
  const message = warning({
    identifier: `${campaign.id}-${identifier}`,
    areas: [{ code: null, name: '小县' }],
    sentAt: at,
    onsetAt: at,
    effectiveAt: at,
    ...said,
    event: `${campaign.id}-first`,
  });
  const { workflows } = await receiveWarnings(
    engine.sql,
    {
      scope: campaign.id,
      source: 'test',
      read: { warnings: [message], problems: [] },
      raw: { bytes: Buffer.from(identifier) },
      at,
    },
    engine.client.answerWarnings,
  );
  campaign.follow(workflows);
  await campaign.stepTo(at);
  return workflows;
}

/** A village answers in a round of a warning. */
export const answers = (
  engine: Engine,
  campaign: SteppedCampaign,
  { key, unit, figures }: { key: string; unit: string; figures: Record<string, string | number> },
) => recordReport(engine.sql, { campaign: campaign.id, key, unit, input: { nothing: false, figures }, via: 'api' });
