import { Alert, Card, Empty, Select, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { ModeTag } from '../campaign/mode-tag';
import { CaseTable } from '../case/case-table';
import { useKinds } from '../kinds';
import { CallCard } from '../round/call-card';
import { ChaseTable } from '../round/chase-table';
import { useMe } from '../session';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { PlaceRecord } from '../types';
import { useData } from '../use-data';
import { useQuery } from '../use-query';
import { textOf, useWords } from '../words';
import { Below } from './below';
import { Few } from './few';
import { MessagesSent } from './messages-sent';
import { PeopleThere } from './people-there';
import { placePath } from './place-link';
import { RoundRecord } from './round-record';

/** The record of a village or a region in one campaign: all that was reported, said and done, and what can be done. */
export function Component() {
  const { code = '' } = useParams();
  const [campaign, setCampaign] = useQuery('campaign');
  const query = campaign ? `?campaign=${encodeURIComponent(campaign)}` : '';
  const { data, error, reload } = useData<PlaceRecord>(`/api/places/${encodeURIComponent(code)}${query}`);
  if (!data) return <Loading error={error} reload={reload} />;
  return <Shown key={`${code} ${data.campaign?.id}`} record={data} reload={reload} choose={setCampaign} />;
}

function Shown({ record, reload, choose }: { record: PlaceRecord; reload(): void; choose(campaign: string): void }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const { nameOf } = useKinds();
  const {
    code,
    name,
    kind,
    tags,
    leftOutOf,
    above,
    campaign,
    campaigns,
    rounds,
    rows,
    messages,
    calls,
    chases,
    cases,
  } = record;
  const part = { record, reload };
  return (
    <>
      <PageHead
        title={name}
        tags={campaign && <ModeTag mode={campaign.mode} />}
        about={
          <>
            {above.map((one) => (
              <span key={one.code}>
                <Link to={placePath(one.code, campaign?.id)}>{one.name}</Link> /{' '}
              </span>
            ))}
            {nameOf(kind)} · <span className="code">{code}</span>{' '}
            {tags.map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
            {campaign && (
              <>
                {' '}
                · <Link to={`/campaigns/${campaign.id}`}>{textOf(campaign.name, language)}</Link>
              </>
            )}
          </>
        }
        actions={
          campaigns.length > 1 && (
            <Select
              value={campaign?.id ?? null}
              onChange={choose}
              aria-label={say('活动', 'Campaign')}
              className="place-campaign"
              options={campaigns.map((one) => ({
                value: one.id,
                label: `${textOf(one.name, language)} ${one.season}${one.mode === 'rehearsal' ? say('（演练）', ' (rehearsal)') : ''}`,
              }))}
            />
          )
        }
      />
      {leftOutOf.map((one) => (
        <Alert
          key={one.id}
          type="warning"
          showIcon
          className="section"
          title={say(
            `“${textOf(one.name, language)}”不向这里布置任务：标签 ${one.tags.join('、')}`,
            `“${textOf(one.name, language)}” leaves this place out: ${one.tags.join(', ')}`,
          )}
        />
      ))}
      <PeopleThere record={record} />
      {rounds.length === 0 && (
        <Empty className="empty" description={say('还没有活动问过这里。', 'No campaign has asked this place yet.')} />
      )}
      {rounds.map((round) => (
        <RoundRecord key={round.key} round={round} {...part} />
      ))}
      <Below record={record} />
      {rows.length > 0 && campaign && (
        <Section title={say('名单', 'Lists')}>
          <ul className="plain-list">
            {rows.map((list) => (
              <li key={list.list}>
                <Link
                  to={`/lists?${new URLSearchParams({ campaign: campaign.id, list: list.list, units: code }).toString()}`}
                >
                  {textOf(list.name, language)}
                </Link>{' '}
                {say(`${list.rows} 行`, `${list.rows} rows`)}
                <span className="soft">
                  {list.returned > 0 && say(`，退回 ${list.returned}`, `, ${list.returned} returned`)}
                  {list.held > 0 && say(`，暂缓 ${list.held}`, `, ${list.held} held`)}
                  {list.out > 0 && say(`，另有 ${list.out} 行已取消`, `, and ${list.out} removed`)}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {can('record-call') && calls.length > 0 && (
        <Section title={say('电话', 'Calls')}>
          <Few all={calls}>
            {(few) => (
              <div className="cards">
                {few.map((call) => (
                  <CallCard key={call.id} call={call} onDone={reload} />
                ))}
              </div>
            )}
          </Few>
        </Section>
      )}
      {chases.length > 0 && (
        <Section title={say('督办', 'Chases')}>
          <Few all={chases}>{(few) => <ChaseTable chases={few} onDone={reload} />}</Few>
        </Section>
      )}
      {cases.length > 0 && (
        <Section title={say('个案', 'Cases')}>
          <Few all={cases}>{(few) => <CaseTable cases={few} />}</Few>
        </Section>
      )}
      {campaign && (
        <Section title={say('消息', 'Messages')}>
          <MessagesSent messages={messages} code={code} campaign={campaign.id} />
        </Section>
      )}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card size="small" className="section" title={<Typography.Title level={2}>{title}</Typography.Title>}>
      {children}
    </Card>
  );
}
