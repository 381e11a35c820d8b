import { Button, Flex, Tag } from 'antd';
import { Link } from 'react-router';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { useMe } from '../session';
import { StateTag } from '../shell/state-tag';
import type { Card as CampaignCardData } from '../types';
import { showDeadline, showDistance } from '../when';
import { textOf, useWords } from '../words';
import { percent, phaseOf, shareOf } from './completeness';
import { ModeTag } from './mode-tag';
import { ShareBar } from './stages/share-bar';

/** A campaign at a glance: its state and its completeness. */
export function CampaignCard({ campaign, onPutAway }: { campaign: CampaignCardData; onPutAway(): void }) {
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
              <ShareBar of={textOf(stage.name, language)} counts={stage} stage={stage} now={now} />
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
        <Flex justify="space-between" align="center" gap={8} wrap>
          <span className="soft">
            {say('启动', 'Started')} {showDeadline(campaign.startedAt, zone, language)}
          </span>
          {campaign.endedAt !== null && <PutAway campaign={campaign} done={onPutAway} />}
        </Flex>
      )}
    </article>
  );
}

/** Takes what is over out of the list, or brings it back: nothing is deleted, so that nothing has to be asked. */
function PutAway({ campaign: { id, name, putAway }, done }: { campaign: CampaignCardData; done(): void }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const { message } = useFeedback();
  if (!can('steer-campaign')) return null;
  const word = putAway ? say('放回', 'Bring back') : say('收起', 'Put away');
  const put = () =>
    send(`/api/campaigns/${encodeURIComponent(id)}/put-away`, { away: !putAway }).then(done, (refused: Error) =>
      message.error(refused.message),
    );
  return (
    <Button size="small" aria-label={`${word} ${textOf(name, language)}`} onClick={() => void put()}>
      {word}
    </Button>
  );
}
