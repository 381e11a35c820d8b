import { Button, Tag, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { CASES } from '../../../domain/table/shapes/matters';
import { send } from '../api';
import { CampaignFilter } from '../campaign/campaign-filter';
import { PlaceLink } from '../place/place-link';
import { useMe } from '../session';
import { PageHead } from '../shell/page-head';
import type { Said } from '../table/bulk-question';
import { DataTable } from '../table/data-table';
import { Presets } from '../table/presets';
import type { CaseRow } from '../types';
import { useQuery } from '../use-query';
import { showTime } from '../when';
import { textOf, useWords } from '../words';
import { OpenCase } from './open-case';

/** Matters with a clock: mine, my area's, and the overdue. */
export function Component() {
  const { language, say } = useWords();
  const { can } = useMe();
  const [campaign] = useQuery('campaign');
  const [opening, setOpening] = useState(false);
  const [opened, setOpened] = useState(0);
  return (
    <>
      <PageHead
        title={say('个案', 'Cases')}
        term="case"
        about={say(
          '有期限的事：异议、投诉、转介、求助……到期不办的改问上级。',
          'Matters with a clock: objections, complaints, referrals, calls … Unanswered, they go to the superior.',
        )}
        actions={
          can('open-case') && (
            <Button type="primary" onClick={() => setOpening(true)}>
              {say('登记个案', 'Open a case')}
            </Button>
          )
        }
      />
      <Presets
        shape={CASES}
        presets={[
          { label: say('本地区', 'My area'), query: '' },
          { label: say('我单位办理', 'Mine'), query: 'view=mine' },
          { label: say('超时', 'Overdue'), query: 'view=overdue' },
          { label: say('已办结', 'Closed'), query: 'state=closed&sort=-closedAt' },
        ]}
      />
      <DataTable<CaseRow>
        key={opened}
        shape={CASES}
        rowKey="id"
        filters={{
          campaign: ({ value, onChange }) => (
            <CampaignFilter value={value} onChange={onChange} all={say('所有正式活动', 'All live campaigns')} />
          ),
        }}
        renders={{
          kindName: ({ id, kindName, number }) => (
            <>
              <Link to={`/cases/${id}`}>{textOf(kindName, language)}</Link>
              {number !== null && <span className="soft">{say(` 第${number}人`, ` person ${number}`)}</span>}
            </>
          ),
          place: ({ region, place, campaign: of }) => <PlaceLink code={region} name={place} campaign={of} />,
          state: ({ state }) => (
            <Tag color={state === 'asked' ? 'processing' : 'default'}>
              {
                { waiting: say('待下次', 'waiting'), asked: say('待回复', 'asked'), closed: say('已了结', 'closed') }[
                  state
                ]
              }
            </Tag>
          ),
          dueAt: ({ state, dueAt, zone, now }) => {
            if (!dueAt) return null;
            const at = showTime(dueAt, zone, language);
            if (state !== 'asked') return say(`${at} 再问`, `asked ${at}`);
            return dueAt < now ? (
              <Typography.Text type="danger">{say(`已超时：${at}`, `overdue since ${at}`)}</Typography.Text>
            ) : (
              say(`${at} 前回复`, `answer by ${at}`)
            );
          },
        }}
        bulk={[
          ...(can('answer-case')
            ? [
                {
                  label: say('登记结果', 'Answer'),
                  sure: say(
                    '给这些个案登记同一个结果，立即生效。种类不同的，只列出共同的结果。',
                    'Answers all of them alike; it counts at once. Of several kinds, only the outcomes that all have are listed.',
                  ),
                  reason: say('例如：已逐户核实', 'e.g. each was looked into'),
                  choices: (cases: readonly CaseRow[]) =>
                    sharedOutcomes(cases).map(({ outcome, name }) => ({
                      value: outcome,
                      label: textOf(name, language),
                    })),
                  fits: ({ state }: CaseRow) => state !== 'closed',
                  act: ({ id }: CaseRow, { choice, reason }: Said) =>
                    send(`/api/cases/${id}/answer`, { outcome: choice, reason }),
                },
              ]
            : []),
          ...(can('reopen-case')
            ? [
                {
                  label: say('重新打开', 'Open again'),
                  sure: say('会重新询问办理单位。', 'Those who answered are asked anew.'),
                  reason: say('例如：有新材料', 'For example: new evidence'),
                  fits: ({ state }: CaseRow) => state === 'closed',
                  act: ({ id }: CaseRow, { reason }: Said) => send(`/api/cases/${id}/reopen`, { reason }),
                },
              ]
            : []),
        ]}
        empty={say('没有个案。', 'No cases.')}
      />
      {opening && (
        <OpenCase
          campaign={campaign}
          onClose={(done) => {
            setOpening(false);
            if (done) setOpened(opened + 1);
          }}
        />
      )}
    </>
  );
}

/** Outcomes that each of some cases may have. */
function sharedOutcomes([first, ...others]: readonly CaseRow[]): CaseRow['outcomes'] {
  return (first?.outcomes ?? []).filter(({ outcome }) =>
    others.every(({ outcomes }) => outcomes.some((one) => one.outcome === outcome)),
  );
}
