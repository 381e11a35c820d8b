import { Alert, Button, Card, Flex } from 'antd';
import { useState } from 'react';
import { HAZARD_NAMES } from '../../../../domain/warning/alert/titles';
import { useMe } from '../../session';
import { ActWithReason } from '../../shell/act-with-reason';
import { PlainTable } from '../../table/plain-table';
import type { DispatchDraft, DispatchDrafts } from '../../types';
import { useLiveData } from '../../use-data';
import { showTime } from '../../when';
import { textOf, useWords } from '../../words';
import { SendDraft } from '../acts/send-draft';
import { type InBooks, ledgerPath, useThings } from '../books';

/** What rules of warnings want sent: only an office that has the goods makes a dispatch note of it. */
export function Drafts({ campaign, books, news, onDone }: InBooks & { news: number; onDone(): void }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const [sending, setSending] = useState<DispatchDraft | null>(null);
  const { thing, amount } = useThings(books);
  const from = new URLSearchParams({ from: books.region.code });
  const { data } = useLiveData<DispatchDrafts>(`${ledgerPath(campaign)}/drafts?${from}`, news);
  if (!data || data.drafts.length === 0) return null;
  const goodsOf = ({ goods, purse }: DispatchDraft) =>
    goods.map(({ item, quantity }) => <div key={item}>{`${thing({ item, purse })} ${amount(item, quantity)}`}</div>);
  return (
    <Card size="small" className="section" title={say('预警调运，待发运', 'Warnings want sent')}>
      {data.lacks.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="above"
          title={say(`${books.region.name}的库不够全部发运`, `${books.region.name} has too little for all of them`)}
          description={data.lacks.map((one) => (
            <div key={`${one.item} ${one.purse}`}>
              {say(
                `${thing(one)}：要 ${amount(one.item, one.wanted)}，有 ${amount(one.item, one.there)}`,
                `${thing(one)}: ${amount(one.item, one.wanted)} wanted, ${amount(one.item, one.there)} there`,
              )}
            </div>
          ))}
        />
      )}
      <PlainTable<DispatchDraft>
        rowKey="id"
        pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={data.drafts}
        columns={[
          {
            title: say('发给', 'To'),
            render: (_, draft) => (
              <>
                {draft.toName}
                <div className="soft">{textOf(HAZARD_NAMES[draft.hazard], language)}</div>
                <div className="only-narrow">{goodsOf(draft)}</div>
              </>
            ),
          },
          { title: say('款物', 'Items'), responsive: ['sm'], render: (_, draft) => goodsOf(draft) },
          {
            title: say('拟定时间', 'Drafted'),
            responsive: ['sm'],
            render: (_, { at }) => showTime(at, books.zone, language),
          },
          {
            title: say('办理', 'Do'),
            render: (_, draft) =>
              can('keep-ledger') && (
                <Flex gap={8} wrap>
                  <Button size="small" onClick={() => setSending(draft)}>
                    {say('发运', 'Send')}
                  </Button>
                  <ActWithReason
                    path={`${ledgerPath(campaign)}/drafts/${draft.id}/drop`}
                    button={say('不发', 'Drop')}
                    title={say(`不给${draft.toName}发运`, `Send nothing to ${draft.toName}`)}
                    okText={say('不发', 'Drop')}
                    placeholder={say('例如：当地库存已够', 'For example: they have enough')}
                    said={say('已取消', 'Dropped')}
                    done={onDone}
                  />
                </Flex>
              ),
          },
        ]}
      />
      {sending && (
        <SendDraft
          campaign={campaign}
          books={books}
          draft={sending}
          onClose={(done) => {
            setSending(null);
            if (done) onDone();
          }}
        />
      )}
    </Card>
  );
}
