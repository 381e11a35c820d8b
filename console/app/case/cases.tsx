import { Button, Empty, Flex, Segmented, Switch } from 'antd';
import { useState } from 'react';
import { CampaignFilter } from '../campaign/campaign-filter';
import { useMe } from '../session';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { Cases } from '../types';
import { useData } from '../use-data';
import { useQuery } from '../use-query';
import { useWords } from '../words';
import { CaseTable } from './case-table';
import { OpenCase } from './open-case';

type View = 'mine' | 'area' | 'overdue';
const isView = (word: string | null): word is View => word === 'mine' || word === 'area' || word === 'overdue';

/** Matters with a clock: mine, my area's, and the overdue. */
export function Component() {
  const { say } = useWords();
  const { can } = useMe();
  const [campaign, setCampaign] = useQuery('campaign');
  const [chosen, setView] = useQuery('view');
  const [closed, setClosed] = useQuery('closed');
  const [entry] = useQuery('entry');
  const [posting] = useQuery('posting');
  const [after, setAfter] = useQuery('after');
  const [opening, setOpening] = useState(false);
  const view = isView(chosen) ? chosen : 'area';
  const query = new URLSearchParams({
    view,
    ...(campaign && { campaign }),
    ...(entry && { entry }),
    ...(posting && { posting }),
    ...(closed && { closed: 'true' }),
    ...(after && { after }),
  });
  const { data, error, reload } = useData<Cases>(`/api/cases?${query}`);
  const last = data?.cases.at(-1)?.id;
  return (
    <>
      <PageHead
        title={say('个案', 'Cases')}
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
      <div className="filters">
        <CampaignFilter
          value={campaign}
          onChange={(one) => {
            setAfter(null);
            setCampaign(one);
          }}
          all={say('所有正式活动', 'All live campaigns')}
        />
        <Segmented<View>
          value={view}
          onChange={(one) => {
            setAfter(null);
            setView(one);
          }}
          options={[
            { value: 'mine', label: say('我单位办理', 'Mine') },
            { value: 'area', label: say('本地区', 'My area') },
            { value: 'overdue', label: say('超时', 'Overdue') },
          ]}
        />
        <Switch
          checked={closed !== null}
          onChange={(on) => {
            setAfter(null);
            setClosed(on ? 'true' : null);
          }}
          checkedChildren={say('已办结', 'Closed')}
          unCheckedChildren={say('未办结', 'Open')}
        />
      </div>
      {!data ? (
        <Loading error={error} reload={reload} />
      ) : data.cases.length === 0 ? (
        <Empty className="empty" description={say('没有个案。', 'No cases.')} />
      ) : (
        <>
          <CaseTable cases={data.cases} />
          <Flex gap={8} className="section">
            {after && <Button onClick={() => setAfter(null)}>{say('回到开头', 'From the start')}</Button>}
            {data.more && last !== undefined && (
              <Button onClick={() => setAfter(String(last))}>{say('下一页', 'Next page')}</Button>
            )}
          </Flex>
        </>
      )}
      {opening && (
        <OpenCase
          campaign={campaign}
          onClose={(done) => {
            setOpening(false);
            if (done) reload();
          }}
        />
      )}
    </>
  );
}
