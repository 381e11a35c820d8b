import { Button, Card, Flex, Tag } from 'antd';
import { useState } from 'react';
import { useMe } from '../../session';
import { PlainTable } from '../../table/plain-table';
import type { LateStandard, LateStandards } from '../../types';
import { useLiveData } from '../../use-data';
import { textOf, useWords } from '../../words';
import { ActWithKey } from '../acts/act-with-key';
import { ProposeStandard } from '../acts/propose-standard';
import { type InBooks, ledgerPath, useThings } from '../books';

/** Standards whose amount follows from what was raised: one person proposes it, another one sets it. */
export function Standards({ campaign, books, news, onDone }: InBooks & { news: number; onDone(): void }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const [proposing, setProposing] = useState<LateStandard | null>(null);
  const { yuan, purseName } = useThings(books);
  const { data } = useLiveData<LateStandards>(`${ledgerPath(campaign)}/standards`, news);
  if (!data || data.standards.length === 0) return null;
  const each = (fen: number) => say(`每份 ${yuan(fen)}`, `${yuan(fen)} each`);
  const nameOf = ({ purse, unit }: LateStandard) => [purseName(purse), unit?.name].filter(Boolean).join(' · ');
  const standing = ({ set, waits, frozen }: LateStandard) => (
    <Flex gap={4} wrap>
      {set && <Tag color="success">{say(`已定 ${each(set.each)}`, `set: ${each(set.each)}`)}</Tag>}
      {waits && <Tag color="warning">{say(`待确认 ${each(waits.each)}`, `proposed: ${each(waits.each)}`)}</Tag>}
      {!set && !waits && <Tag>{say('未定', 'not set')}</Tag>}
      {frozen && <Tag>{say('已按此审批', 'rows were approved by it')}</Tag>}
    </Flex>
  );
  return (
    <Card size="small" className="section" title={say('按筹集数确定的标准', 'Standards from what was raised')}>
      <PlainTable<LateStandard>
        rowKey={({ purse, unit }) => `${purse} ${unit?.code}`}
        pagination={false}
        dataSource={data.standards}
        columns={[
          {
            title: say('专款', 'Purse'),
            render: (_, one) => (
              <>
                {nameOf(one)}
                <div className="soft">{one.names.map((name) => textOf(name, language)).join(say('、', ', '))}</div>
                <div className="only-narrow">{standing(one)}</div>
              </>
            ),
          },
          {
            title: say('可用 ÷ 待审批', 'There ÷ who waits'),
            align: 'right',
            className: 'number',
            render: (_, { there, heads, would }) => (
              <>
                {say(`${yuan(there)} ÷ ${heads} 份`, `${yuan(there)} ÷ ${heads}`)}
                {heads > 0 && <div className="soft">{each(would.each)}</div>}
              </>
            ),
          },
          { title: say('标准', 'Standard'), responsive: ['sm'], render: (_, one) => standing(one) },
          {
            title: say('办理', 'Do'),
            render: (_, one) =>
              can('keep-ledger') &&
              !one.frozen && (
                <Flex gap={8} wrap>
                  <Button size="small" onClick={() => setProposing(one)}>
                    {one.waits || one.set ? say('重新提出', 'Propose anew') : say('提出', 'Propose')}
                  </Button>
                  {one.waits && (
                    <ActWithKey
                      path={`${ledgerPath(campaign)}/standards/${one.waits.id}/confirmation`}
                      button={say('确认', 'Confirm')}
                      title={say('确认标准', 'Set the standard')}
                      about={say(
                        `${nameOf(one)}：${yuan(one.waits.total)}，${one.waits.heads} 份，${each(one.waits.each)}。提出的人不能自己确认。`,
                        `${nameOf(one)}: ${yuan(one.waits.total)} for ${one.waits.heads}, ${each(one.waits.each)}. Who has proposed it does not confirm it.`,
                      )}
                      said={say('标准已定', 'It is set')}
                      done={onDone}
                    />
                  )}
                </Flex>
              ),
          },
        ]}
      />
      {proposing && (
        <ProposeStandard
          campaign={campaign}
          books={books}
          standard={proposing}
          onClose={(done) => {
            setProposing(null);
            if (done) onDone();
          }}
        />
      )}
    </Card>
  );
}
