import { Card, Switch, Typography } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { HAZARD_NAMES } from '../../../../domain/warning/alert/titles';
import { CaseTable } from '../../case/case-table';
import { LinkButton } from '../../shell/link-button';
import { Loading } from '../../shell/loading';
import { PageHead } from '../../shell/page-head';
import type { OneAlert } from '../../types';
import { useData, useEvery } from '../../use-data';
import { showTime } from '../../when';
import { textOf, useWords } from '../../words';
import { Signal } from '../signal';
import { AlertLadder } from './alert-ladder';
import { AlertSteps } from './alert-steps';
import { AlertUnits } from './alert-units';

const LOOK_EVERY_MS = 3000;

/** One area that answers a warning: every unit with its messages and answers, and a button to answer for it. */
export function Component() {
  const { language, say } = useWords();
  const { alert: number = '' } = useParams();
  const { data, error, reload } = useData<OneAlert>(`/api/alerts/${encodeURIComponent(number)}`);
  const [silentOnly, setSilentOnly] = useState(false);
  useEvery(LOOK_EVERY_MS, reload);
  if (!data) return <Loading error={error} reload={reload} />;
  const { alert, units, more, cases } = data;
  const time = (at: string) => showTime(at, alert.zone, language);
  return (
    <>
      <PageHead
        title={`${alert.place} · ${HAZARD_NAMES[alert.hazard][language]}`}
        tags={<Signal hazard={alert.hazard} colour={alert.colour} drill={alert.drill} />}
        about={
          <>
            {textOf(alert.title, language)} · {alert.headline} · {time(alert.openedAt)} →{' '}
            {alert.endedAt ? time(alert.endedAt) : alert.endsAt && time(alert.endsAt)}
          </>
        }
        actions={<LinkButton to="/warnings">{say('所有预警', 'All warnings')}</LinkButton>}
      />
      <Card size="small">
        <AlertSteps alert={alert} />
        <AlertLadder {...alert} />
      </Card>
      <Card
        size="small"
        className="section"
        title={say('单位', 'Units')}
        extra={
          <span className="soft">
            <Switch
              size="small"
              checked={silentOnly}
              onChange={setSilentOnly}
              aria-label={say('只看未知晓的', 'Silent only')}
            />{' '}
            {say('只看未知晓的', 'Silent only')}
          </span>
        }
      >
        <Typography.Paragraph type="secondary">
          {say(
            '需走访户数多的排在前面。电话里应答的，在这里代为确认。',
            'Those with most households to visit first. Whoever answers by telephone is acknowledged for here.',
          )}
        </Typography.Paragraph>
        <AlertUnits
          alert={alert}
          units={units.filter(({ knownAt }) => !silentOnly || knownAt === null)}
          onDone={reload}
        />
        {more && (
          <p className="soft">
            {say(
              `单位很多，这里只列前 ${units.length} 个。`,
              `There are many units: the first ${units.length} are shown.`,
            )}
          </p>
        )}
      </Card>
      {cases.length > 0 && (
        <Card size="small" className="section" title={say('个案', 'Cases')}>
          <CaseTable cases={cases} />
        </Card>
      )}
    </>
  );
}
