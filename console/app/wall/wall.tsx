import { FullscreenOutlined } from '@ant-design/icons';
import { Button, Typography } from 'antd';
import { CampaignFigures } from '../campaign/campaign-figures';
import { useMe } from '../session';
import { LinkButton } from '../shell/link-button';
import { Loading } from '../shell/loading';
import { StateTag } from '../shell/state-tag';
import type { Board, Progress } from '../types';
import { useData, useLiveData, useNews } from '../use-data';
import { useQuery } from '../use-query';
import { showTime } from '../when';
import { textOf, useWords } from '../words';
import { CompletenessPanel } from './completeness-panel';
import { HandOverPanel } from './hand-over-panel';
import { WarningsPanel } from './warnings-panel';

/** One campaign on a screen on the wall: read from across the room, without a hand. */
export function Component() {
  const [campaign] = useQuery('campaign');
  const { data, error, reload } = useData<Board>(campaign ? null : '/api/board?ended=0');
  const { say } = useWords();
  if (campaign) return <Wall campaign={campaign} />;
  if (!data) return <Loading error={error} reload={reload} />;
  const running = data.campaigns.find(({ mode }) => mode === 'live') ?? data.campaigns[0];
  return running ? (
    <Wall campaign={running.id} />
  ) : (
    <main className="wall">
      <Typography.Title>{say('没有进行中的活动', 'No campaign is running')}</Typography.Title>
      <LinkButton to="/">{say('返回', 'Back')}</LinkButton>
    </main>
  );
}

function Wall({ campaign }: { campaign: string }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const path = `/api/campaigns/${encodeURIComponent(campaign)}`;
  const news = useNews(`${path}/events`);
  const { data: progress, error, reload } = useLiveData<Progress>(`${path}/progress`, news);
  if (!progress) return <Loading error={error} reload={reload} />;
  const { name, state, now, zone, scope, keepsAccounts } = progress;
  return (
    <main className="wall">
      <header>
        <div>
          <Typography.Title>
            {textOf(name, language)} <StateTag noun="campaign" state={state} />
          </Typography.Title>
          <p>
            {scope.name} · {state === 'running' && <span className="live-dot" aria-hidden />}{' '}
            {showTime(now, zone, language)}
          </p>
        </div>
        <div className="wall-acts">
          <Button icon={<FullscreenOutlined />} onClick={() => void document.documentElement.requestFullscreen()}>
            {say('全屏', 'Full screen')}
          </Button>
          <LinkButton to={`/campaigns/${campaign}`}>{say('返回', 'Back')}</LinkButton>
        </div>
      </header>
      <CampaignFigures progress={progress} />
      <div className="wall-panels">
        <CompletenessPanel progress={progress} news={news} />
        <div>
          {can('see-warnings') && <WarningsPanel progress={progress} />}
          {keepsAccounts && can('see-ledger') && <HandOverPanel campaign={campaign} news={news} />}
        </div>
      </div>
    </main>
  );
}
