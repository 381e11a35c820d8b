import { Flex, Progress, Tag } from 'antd';
import { Link } from 'react-router';
import { StateTag } from '../shell/state-tag';
import type { Card as CampaignCardData } from '../types';
import { showDeadline, showDistance } from '../when';
import { textOf, useWords } from '../words';
import { percent, phaseOf, shareOf } from './completeness';
import { ModeTag } from './mode-tag';

/** A campaign at a glance: its state and its completeness. */
export function CampaignCard({ campaign }: { campaign: CampaignCardData }) {
  const { language, say } = useWords();
  const { id, name, organisation, state, mode, now, stages, zone } = campaign;
  const current = stages.find((stage) => ['open', 'late'].includes(phaseOf(stage, now)));
  return (
    <article className="campaign-card surface">
      <Flex justify="space-between" align="flex-start" gap={8}>
        <h2>
          <Link to={`/campaigns/${id}`}>{textOf(name, language)}</Link>
        </h2>
        <Flex gap={4} wrap justify="flex-end">
          <ModeTag mode={mode} />
          <StateTag noun="campaign" state={state} />
        </Flex>
      </Flex>
      <span className="soft">
        {textOf(organisation, language)} · <span className="code">{id}</span>
      </span>
      <ol className="stage-bars">
        {stages.map((stage) => {
          const share = phaseOf(stage, now) === 'ahead' ? null : shareOf(stage);
          return (
            <li key={stage.id} aria-current={stage === current ? 'step' : undefined}>
              <span className="stage-name">{textOf(stage.name, language)}</span>
              <Progress
                percent={Math.round((share ?? 0) * 100)}
                showInfo={false}
                size="small"
                aria-label={`${textOf(stage.name, language)}: ${percent(share)}`}
              />
              <span className="stage-share">{percent(share)}</span>
            </li>
          );
        })}
      </ol>
      {current && state === 'running' ? (
        <span>
          <Tag color={phaseOf(current, now) === 'late' ? 'warning' : 'processing'}>
            {textOf(current.name, language)}
          </Tag>
          {phaseOf(current, now) === 'late'
            ? `${say('锁定', 'locks')} ${showDeadline(current.locksAt, zone, language)}`
            : `${say('到期', 'due')} ${showDeadline(current.dueAt, zone, language)} (${showDistance(current.dueAt, now, language)})`}
        </span>
      ) : (
        <span className="soft">
          {say('启动', 'Started')} {showDeadline(campaign.startedAt, zone, language)}
        </span>
      )}
    </article>
  );
}
