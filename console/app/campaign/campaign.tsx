import { Card, Typography } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useParams } from 'react-router';
import { RehearsalBanner } from '../rehearsal/rehearsal-banner';
import { useMe } from '../session';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import { StateTag } from '../shell/state-tag';
import type { Progress } from '../types';
import { useLiveData, useNews } from '../use-data';
import { showTime } from '../when';
import { textOf, useWords } from '../words';
import { CampaignFigures } from './campaign-figures';
import { CampaignLinks } from './campaign-links';
import { Decisions } from './decisions';
import { Completeness } from './figures/completeness';
import { ModeTag } from './mode-tag';
import { Paused } from './paused';
import { StageTimeline } from './stages/stage-timeline';
import { HeldDecisions } from './steer/held-decisions';
import { Steering } from './steer/steering';

const ReturnsCurve = lazy(() => import('./figures/returns-curve'));

/** One campaign, live: every part reads its data again when the server announces a change. */
export function Component() {
  const { campaign = '' } = useParams();
  const { language, say } = useWords();
  const { can } = useMe();
  const path = `/api/campaigns/${encodeURIComponent(campaign)}`;
  const [turn, setTurn] = useState(0);
  const news = useNews(`${path}/events`);
  const { data: progress, error, reload } = useLiveData<Progress>(`${path}/progress`, news);
  if (!progress) return <Loading error={error} reload={reload} />;
  const { name, mode, state, now, zone } = progress;
  const decided = () => {
    setTurn(turn + 1);
    reload();
  };
  return (
    <>
      <PageHead
        title={textOf(name, language)}
        tags={
          <>
            <ModeTag mode={mode} />
            <StateTag noun="campaign" state={state} />
          </>
        }
        about={
          <>
            {textOf(progress.organisation, language)} · {progress.scope.name} ·{' '}
            {state === 'running' && <span className="live-dot" aria-hidden />}
            <span data-testid="campaign-now">
              {say('活动时间', 'Campaign time')} {showTime(now, zone, language)}
            </span>
          </>
        }
        actions={
          <>
            <CampaignLinks progress={progress} />
            {can('steer-campaign') && <Steering progress={progress} onDone={decided} />}
          </>
        }
      />
      {can('steer-campaign') && <HeldDecisions progress={progress} turn={turn} onActed={reload} />}
      {state === 'paused' && <Paused progress={progress} />}
      {mode === 'rehearsal' && <RehearsalBanner campaign={campaign} news={news} onOver={reload} />}
      <CampaignFigures progress={progress} />
      <Card className="section" title={<Typography.Title level={2}>{say('阶段', 'Stages')}</Typography.Title>}>
        <StageTimeline progress={progress} />
      </Card>
      <Completeness progress={progress} news={news} />
      <Card
        className="section"
        title={<Typography.Title level={2}>{say('上报曲线', 'Returns over time')}</Typography.Title>}
      >
        <Suspense fallback={<div className="chart" aria-busy="true" />}>
          <ReturnsCurve progress={progress} news={news} />
        </Suspense>
      </Card>
      <Decisions progress={progress} />
    </>
  );
}
