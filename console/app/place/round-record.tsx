import { Card, Flex, Tag, Typography } from 'antd';
import { Link } from 'react-router';
import { baseOf } from '../../../domain/campaign/round-key';
import { partAmong } from '../../../domain/campaign/round-part';
import { useKinds } from '../kinds';
import { useUndo } from '../parts/use-undo';
import { useMe } from '../session';
import { ActWithReason } from '../shell/act-with-reason';
import { StateTag } from '../shell/state-tag';
import type { PlaceRecord, PlaceRound } from '../types';
import { showDeadline, showTime } from '../when';
import { textOf, useWords } from '../words';
import { EnterReport, reportPath } from './enter-report';
import { Figures } from './figures';
import { RemindUnit } from './remind-unit';
import { Versions } from './versions';

const stageIn = (key: string) => baseOf(key).split('.')[0];

interface OfRound {
  record: PlaceRecord;
  round: PlaceRound;
  reload(): void;
}

/** One round: what the place itself has reported, and the sums of the places below it. */
export function RoundRecord({ record, round, reload }: OfRound) {
  const { language, say } = useWords();
  const { nameOf } = useKinds();
  const { stage, key, form, own, below, dueAt, locksAt } = round;
  const siblings = record.rounds
    .filter((other) => stageIn(other.key) === stageIn(key))
    .map(({ form: { name }, ...other }) => ({ ...other, name }));
  const { zone = 'Asia/Shanghai' } = record.campaign ?? {};
  return (
    <Card
      size="small"
      className="section"
      title={
        <Flex gap={8} align="center" wrap>
          <Typography.Title level={2}>
            {[textOf(stage, language), partAmong(siblings, key, { nameOf, language })].filter(Boolean).join(' · ')}
          </Typography.Title>
          {own && <Standing own={own} />}
        </Flex>
      }
      extra={own && <Acts record={record} round={round} reload={reload} />}
    >
      <Typography.Paragraph type="secondary">
        {textOf(form.name, language)} · {say('到期', 'due')} {showDeadline(dueAt, zone, language)} ·{' '}
        {say('锁定', 'locks')} {showDeadline(locksAt, zone, language)}
        {own?.told ? ` · ${say(`已告知 ${own.told} 次`, `told ${own.told} ×`)}` : ''}
        {own?.toldAt
          ? say(`，最近 ${showTime(own.toldAt, zone, language)}`, `, last ${showTime(own.toldAt, zone, language)}`)
          : ''}
      </Typography.Paragraph>
      {own && <Versions record={record} round={round} />}
      {below && (
        <>
          <p>
            {say('下级应报', 'Expected below')} <b>{below.expected}</b> · {say('按时', 'on time')} <b>{below.onTime}</b>{' '}
            · {say('迟报', 'late')} <b>{below.late}</b> · {say('未报', 'missing')}{' '}
            <b>{below.expected - below.onTime - below.late}</b>
            {below.onPaper > 0 && ` · ${say('已交未录', 'on paper, not keyed')} ${below.onPaper}`}
          </p>
          {below.sums.length > 0 && (
            <Figures lines={below.sums} caption={say('下级合计', 'Sums of the places below')} />
          )}
        </>
      )}
    </Card>
  );
}

function Standing({ own: { reason, versions, onPaper } }: { own: NonNullable<PlaceRound['own']> }) {
  const { say } = useWords();
  const present = versions.find((version) => version.present);
  if (reason !== null) return <StateTag noun="reason" state={reason} />;
  return (
    <>
      <Tag color={present?.onTime === false ? 'warning' : 'success'}>
        {present?.onTime === false ? say('迟报', 'late') : say('按时', 'on time')}
      </Tag>
      {onPaper && <Tag color="processing">{say('已交未录', 'on paper, not keyed')}</Tag>}
    </>
  );
}

/** What may be done: enter or correct the report by telephone, return it, remind the unit. */
function Acts({ record, round, reload }: OfRound) {
  const { say } = useWords();
  const { can } = useMe();
  const { withdraw } = useUndo();
  const { campaign, code, name } = record;
  const { key, own, state, list, isCase } = round;
  if (!campaign || !own || state !== 'open' || !['running', 'paused'].includes(campaign.state)) return null;
  const reported = own.reportedAt !== null;
  return (
    <Flex gap={8} wrap>
      {can('submit-report') && !isCase && list === null && (
        <EnterReport
          unit={{ campaign: campaign.id, key, code, name }}
          form={round.form}
          figures={own.figures}
          nothing={own.versions[0]?.nothing ?? false}
          corrects={reported}
          onDone={reload}
        />
      )}
      {can('submit-report') && list !== null && (
        <Link to={`/lists?${new URLSearchParams({ campaign: campaign.id, list, tab: 'papers' }).toString()}`}>
          {say('代录名单', 'Key its list')}
        </Link>
      )}
      {can('steer-campaign') && reported && !own.onPaper && (
        <ActWithReason
          path={`/api/campaigns/${encodeURIComponent(campaign.id)}/return`}
          body={{ key, unit: code }}
          button={say('退回', 'Return')}
          title={say(`退回${name}的上报`, `Return the report of ${name}`)}
          okText={say('退回', 'Return')}
          placeholder={say('该单位会看到，如：请核对户数', 'The unit will read it, such as: check the households')}
          said={say('已退回，该单位会收到通知', 'Returned; the unit is told')}
          done={() => {
            withdraw(reportPath({ campaign: campaign.id, key, code }));
            reload();
          }}
        />
      )}
      {can('resend-message') && !reported && campaign.state === 'running' && (
        <RemindUnit unit={{ campaign: campaign.id, key, code, name }} onDone={reload} />
      )}
    </Flex>
  );
}
