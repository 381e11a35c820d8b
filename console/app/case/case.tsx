import { Button, Card, Descriptions, Form, Input, List, Radio, Typography } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { ledgerTab } from '../ledger/books';
import { rowPage } from '../list/listing';
import { useMe } from '../session';
import { ActWithReason } from '../shell/act-with-reason';
import { FormDialog } from '../shell/form-dialog';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { CaseInFull, Statements } from '../types';
import { useData } from '../use-data';
import { showTime } from '../when';
import { textOf, useWords } from '../words';
import { CaseTable } from './case-table';

/** One case: its clock, its answer, what was said, and what follows it. */
export function Component() {
  const { case: number = '' } = useParams();
  const { language, say } = useWords();
  const { can } = useMe();
  const [answering, setAnswering] = useState(false);
  const path = `/api/cases/${encodeURIComponent(number)}`;
  const { data, error, reload } = useData<CaseInFull>(path);
  if (!data) return <Loading error={error} reload={reload} />;
  const {
    id,
    campaign,
    campaignName,
    kindName,
    state,
    zone,
    openedAt,
    reopenedAt,
    entry,
    list,
    posting,
    dispatch,
    follows,
    followedBy,
    reason,
  } = data;
  const other = (one: number) => <Link to={`/cases/${one}`}>{one}</Link>;
  const facts = [
    {
      key: 'campaign',
      label: say('活动', 'Campaign'),
      children: <Link to={`/campaigns/${campaign}`}>{textOf(campaignName, language)}</Link>,
    },
    { key: 'opened', label: say('登记', 'Opened'), children: showTime(openedAt, zone, language) },
    reopenedAt && { key: 'again', label: say('重开', 'Opened again'), children: showTime(reopenedAt, zone, language) },
    reason && { key: 'reason', label: say('理由', 'Reasons'), children: reason },
    entry &&
      list && {
        key: 'entry',
        label: say('名单上的行', 'Row of a list'),
        children: <Link to={rowPage(campaign, list, entry)}>{entry}</Link>,
      },
    posting && {
      key: 'posting',
      label: say('公示', 'Posting'),
      children: <Link to={`/postings/${posting}`}>{posting}</Link>,
    },
    dispatch && {
      key: 'dispatch',
      label: say('发运单', 'Dispatch note'),
      children: <Link to={ledgerTab(campaign, 'stores')}>{dispatch}</Link>,
    },
    follows && { key: 'follows', label: say('由此而来', 'It follows'), children: other(follows) },
    followedBy.length > 0 && {
      key: 'next',
      label: say('接着办理', 'Followed by'),
      children: followedBy.map((one) => <span key={one}>{other(one)} </span>),
    },
  ].filter((fact) => !!fact);
  return (
    <>
      <PageHead
        title={`${textOf(kindName, language)} ${id}`}
        actions={
          state === 'closed'
            ? can('reopen-case') && (
                <ActWithReason
                  path={`${path}/reopen`}
                  button={say('重新打开', 'Open again')}
                  size="middle"
                  title={say('重新打开这件个案', 'Open this case again')}
                  okText={say('重新打开', 'Open again')}
                  placeholder={say('例如：有新材料', 'For example: new evidence')}
                  said={say('会重新询问办理单位', 'It is asked about anew')}
                  done={reload}
                />
              )
            : can('answer-case') && (
                <Button type="primary" onClick={() => setAnswering(true)}>
                  {say('登记办理结果', 'Answer')}
                </Button>
              )
        }
      />
      <Card size="small" className="section">
        <CaseTable cases={[data]} />
      </Card>
      <Descriptions className="section" column={1} size="small" items={facts} />
      {can('read-case') && <Said path={path} many={data.statements} zone={zone} />}
      {answering && (
        <Answer
          found={data}
          path={path}
          onClose={(done) => {
            setAnswering(false);
            if (done) reload();
          }}
        />
      )}
    </>
  );
}

function Answer({ found, path, onClose }: { found: CaseInFull; path: string; onClose(done: boolean): void }) {
  const { language, say } = useWords();
  return (
    <FormDialog<{ outcome: string; reason?: string }>
      title={say(`${found.assignee}的办理结果`, `Answer for ${found.assignee}`)}
      okText={say('登记', 'Answer')}
      submit={(values) => send(`${path}/answer`, values)}
      done={say('已登记，立即生效', 'It counts at once')}
      onClose={onClose}
    >
      <Form.Item name="outcome" label={say('结果', 'Outcome')} rules={[{ required: true }]}>
        <Radio.Group
          options={found.outcomes.map(({ outcome, name }) => ({ value: outcome, label: textOf(name, language) }))}
        />
      </Form.Item>
      <Form.Item name="reason" label={say('理由（不写姓名）', 'Reasons (no names)')}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
    </FormDialog>
  );
}

/** What was said is fetched only when somebody asks for it: each look is recorded. */
function Said({ path, many, zone }: { path: string; many: number; zone: string }) {
  const { language, say } = useWords();
  const { message } = useFeedback();
  const [shown, setShown] = useState<Statements['statements'] | null>(null);
  if (many === 0) return null;
  const show = () =>
    send<Statements>(`${path}/statements`, {}).then(
      ({ statements }) => setShown(statements),
      (refused: Error) => void message.error(refused.message),
    );
  return (
    <Card size="small" className="section" title={say(`提出人的话（${many}）`, `What was said (${many})`)}>
      {shown ? (
        <List
          dataSource={shown}
          renderItem={({ receipt, saidAt, text, from }) => (
            <List.Item>
              <List.Item.Meta
                title={`${receipt} · ${showTime(saidAt, zone, language)}`}
                description={from ?? say('未留姓名', 'no name')}
              />
              {text ?? '—'}
            </List.Item>
          )}
        />
      ) : (
        <>
          <Typography.Paragraph type="secondary">
            {say('只给办理的人看，每次查看都有记录。', 'For those who answer; each look is recorded.')}
          </Typography.Paragraph>
          <Button onClick={show}>{say('查看', 'Show')}</Button>
        </>
      )}
    </Card>
  );
}
