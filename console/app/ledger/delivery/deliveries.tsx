import { Button, Card, Flex, Select, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { rowPage } from '../../list/listing';
import { useMe } from '../../session';
import { Loading } from '../../shell/loading';
import { PlainTable } from '../../table/plain-table';
import type { Delivery, Deliveries as Found } from '../../types';
import { useLiveData, useNews } from '../../use-data';
import { useQuery } from '../../use-query';
import { showTime } from '../../when';
import { textOf, useWords } from '../../words';
import { type InBooks, ledgerPath, useThings } from '../books';
import { markWord, OUTCOME_NAMES, outcomeWord, restWord, returnWord, wayWord } from './delivery-words';
import { TakeBack } from './take-back';

/** What was handed over, the newest first: to whom, how, and by what they have confirmed it. */
export function Deliveries({ campaign, books }: InBooks) {
  const { language, say } = useWords();
  const { can } = useMe();
  const [which, setWhich] = useQuery('which');
  const [before, setBefore] = useState<number | null>(null);
  const [returning, setReturning] = useState<Delivery | null>(null);
  const news = useNews(`/api/campaigns/${encodeURIComponent(campaign)}/events`);
  const query = new URLSearchParams({ ...(which && { which }), ...(before !== null && { before: String(before) }) });
  const { data, error, reload } = useLiveData<Found>(`${ledgerPath(campaign)}/deliveries?${query}`, news);
  const { amount } = useThings(books);
  if (!data) return <Loading error={error} reload={reload} />;
  const { counts, deliveries, next } = data;
  const whenAndHow = ({ handedAt, how }: Delivery) =>
    [showTime(handedAt, books.zone, language), how && wayWord(how, say)].filter(Boolean).join(' · ');
  const helpWord = (list: string, help: string): string => {
    const known = books.lists.find(({ id }) => id === list)?.helps.find(({ value }) => value === help);
    return known ? textOf(known.label, language) : help;
  };
  const kinds = [
    ...OUTCOME_NAMES.map((value) => ({ value, label: outcomeWord(value, say), count: counts.outcomes[value] ?? 0 })),
    { value: 'unsigned', label: say('签名图片未到', 'picture of the signature is missing'), count: counts.unsigned },
    { value: 'proxies', label: say('代签过多', 'a proxy for too many'), count: counts.proxies },
  ].filter(({ value, count }) => count > 0 || value === which);
  return (
    <Card size="small" className="section" title={say('发放记录', 'Deliveries')}>
      <Flex gap={8} wrap className="filters">
        <Select<string>
          allowClear
          {...(which && { value: which })}
          aria-label={say('哪些记录', 'Which deliveries')}
          placeholder={say('全部记录', 'All deliveries')}
          style={{ minWidth: 240 }}
          popupMatchSelectWidth={false}
          options={kinds.map(({ value, label, count }) => ({ value, label: `${label} · ${count}` }))}
          onChange={(value) => {
            setBefore(null);
            setWhich(value ?? null);
          }}
        />
      </Flex>
      <PlainTable<Delivery>
        rowKey="id"
        pagination={false}
        dataSource={deliveries}
        locale={{
          emptyText: say(
            '还没有发放记录。村里在表单上登记，或在名单的行页面上“登记发放”。',
            'Nothing was handed over yet. Villages say it in their form, officers on the page of a row.',
          ),
        }}
        columns={[
          {
            title: say('对象', 'To whom'),
            render: (_, { entry, list, shown, place }) => (
              <>
                <Link to={rowPage(campaign, list, entry)}>{shown}</Link> <span className="soft">{place}</span>
              </>
            ),
          },
          {
            title: say('结果', 'Outcome'),
            render: (_, one) => (
              <>
                {outcomeWord(one.outcome, say)}
                {one.returned && ` · ${returnWord(one.returned, say)}`}
                {one.rest && ` · ${restWord(one.rest, say)}`} <div className="only-narrow">{whenAndHow(one)}</div>
                {one.case !== null && (
                  <Link to={`/cases/${one.case}`}>{say(`个案 ${one.case}`, `case ${one.case}`)}</Link>
                )}
              </>
            ),
          },
          {
            title: say('款物', 'What'),
            align: 'right',
            className: 'number',
            render: (_, { list, things, helps }) => (
              <>
                {things.length + helps.length === 0 && '–'}
                {things.map(({ item, purse, quantity }) => (
                  <div key={`${item} ${purse}`}>{amount(item, quantity)}</div>
                ))}
                {helps.map((help) => (
                  <div key={help}>{helpWord(list, help)}</div>
                ))}
              </>
            ),
          },
          {
            title: say('怎样确认', 'Confirmed by'),
            responsive: ['sm'],
            render: (_, one) => <Confirmed delivery={one} />,
          },
          {
            title: say('时间', 'When'),
            responsive: ['sm'],
            render: (_, one) => whenAndHow(one),
          },
          {
            title: say('办理', 'Do'),
            render: (_, one) =>
              can('keep-ledger') &&
              one.outcome === 'given' && (
                <Button size="small" onClick={() => setReturning(one)}>
                  {say('退回', 'Take back')}
                </Button>
              ),
          },
        ]}
      />
      <Flex gap={8} style={{ marginTop: 12 }}>
        {before !== null && <Button onClick={() => setBefore(null)}>{say('首页', 'First')}</Button>}
        {next !== null && <Button onClick={() => setBefore(next)}>{say('下一页', 'On')}</Button>}
      </Flex>
      {returning && (
        <TakeBack
          campaign={campaign}
          books={books}
          delivery={returning}
          onClose={(done) => {
            setReturning(null);
            if (done) reload();
          }}
        />
      )}
    </Card>
  );
}

function Confirmed({ delivery: { mark, signedAt, relation, proxyFor, flagged } }: { delivery: Delivery }) {
  const { say } = useWords();
  return (
    <>
      {mark ? markWord(mark, say) : '–'}{' '}
      {mark === 'signature' && signedAt === null && <Tag color="warning">{say('图片未到', 'picture is missing')}</Tag>}
      {relation && (
        <Tag {...(flagged && { color: 'error' })}>{say(`代签，共 ${proxyFor} 户`, `by proxy, for ${proxyFor}`)}</Tag>
      )}
    </>
  );
}
