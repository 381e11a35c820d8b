import { Alert, Button, Card, Empty, Tag } from 'antd';
import { useState } from 'react';
import { BANK_ANSWERS_DAYS, isSilent } from '../../../../domain/ledger/bank/silence';
import { useMe } from '../../session';
import { Loading } from '../../shell/loading';
import { PlainTable } from '../../table/plain-table';
import type { BankBatch, BankBatches, BankMade } from '../../types';
import { useLiveData, useNews } from '../../use-data';
import { showTime } from '../../when';
import { textOf, useWords } from '../../words';
import { type InBooks, ledgerPath, useThings } from '../books';
import { Batch } from './batch';
import { MakeBatch } from './make-batch';

/** Paying by card (一卡通): batches, their files, what banks have answered, and corrections. */
export function Bank({ campaign, books }: InBooks) {
  const { language, say } = useWords();
  const { can } = useMe();
  const { yuan } = useThings(books);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<BankMade | null>(null);
  const news = useNews(`/api/campaigns/${encodeURIComponent(campaign)}/events`);
  const { data, error, reload } = useLiveData<BankBatches>(`${ledgerPath(campaign)}/bank/batches`, news);
  if (!data) return <Loading error={error} reload={reload} />;
  if (books.banks.length === 0 && data.batches.length === 0)
    return (
      <Empty
        className="empty"
        description={say(
          '这个活动没有写明银行的文件格式。在活动定义的 banks 下写明后，可以在这里做代发文件；或用命令 nuandong ledger bank。',
          'The definition describes no bank. Describe its file under banks: to pay by card here; or use nuandong ledger bank.',
        )}
      />
    );
  const bankName = (id: string) => {
    const found = books.banks.find((one) => one.id === id);
    return found ? textOf(found.name, language) : id;
  };
  return (
    <Card
      size="small"
      className="section"
      title={say('银行代发批次', 'Batches for banks')}
      extra={
        can('pay-rows') && books.banks.length > 0 ? (
          <Button type="primary" onClick={() => setMaking(true)}>
            {say('做一批', 'Make a batch')}
          </Button>
        ) : undefined
      }
    >
      <p className="soft intro">
        {say(
          '做一批（冻结应付的户）→ 下载文件交银行 → 上传银行的回盘文件 → 失败的改好账号再做一批更正。',
          'Make a batch (its rows are frozen) → give its file to the bank → upload the bank’s answer → mend what has failed and make a correction.',
        )}
      </p>
      {made && <LeftOut made={made} />}
      <PlainTable<BankBatch>
        rowKey="id"
        pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={data.batches}
        locale={{ emptyText: say('还没有批次。点“做一批”开始。', 'No batch yet. Begin with “Make a batch”.') }}
        expandable={{
          expandedRowRender: (batch) => (
            <Batch campaign={campaign} books={books} batch={batch} onDone={reload} onMade={setMade} />
          ),
        }}
        columns={[
          {
            title: say('批次', 'Batch'),
            render: (_, { id, bank, corrects }) => (
              <>
                <strong>{id}</strong> {bankName(bank)}{' '}
                {corrects !== null && <Tag>{say(`更正第 ${corrects} 批`, `corrects ${corrects}`)}</Tag>}
              </>
            ),
          },
          {
            title: say('时间', 'Made'),
            responsive: ['sm'],
            render: (_, { at }) => showTime(at, books.zone, language),
          },
          {
            title: say('户数 · 金额', 'Rows · money'),
            align: 'right',
            className: 'number',
            render: (_, { rows, fen }) => `${rows} · ${yuan(fen)}`,
          },
          { title: say('银行', 'At the bank'), render: (_, one) => <Standing batch={one} now={books.now} /> },
        ]}
      />
      {making && (
        <MakeBatch
          campaign={campaign}
          books={books}
          onClose={(done) => {
            setMaking(false);
            if (done) {
              setMade(done);
              reload();
            }
          }}
        />
      )}
    </Card>
  );
}

function Standing({ batch, now }: { batch: BankBatch; now: string }) {
  const { withdrawnAt, open, paid, failed, correctedBy } = batch;
  const { say } = useWords();
  return (
    <>
      {withdrawnAt !== null && <Tag>{say('未回盘的已撤回', 'the rest is withdrawn')}</Tag>}
      {isSilent(batch, now) && (
        <Tag color="error">
          {say(
            `逾期 ${BANK_ANSWERS_DAYS} 天没有回盘，请问银行`,
            `no answer for ${BANK_ANSWERS_DAYS} days: ask the bank`,
          )}
        </Tag>
      )}
      {open > 0 && <Tag color="processing">{say(`待回盘 ${open}`, `no answer: ${open}`)}</Tag>}
      {paid > 0 && <Tag color="success">{say(`已付 ${paid}`, `paid: ${paid}`)}</Tag>}
      {failed > 0 && (
        <Tag color={correctedBy === null ? 'error' : 'default'}>
          {correctedBy === null
            ? say(`失败 ${failed}`, `failed: ${failed}`)
            : say(`失败 ${failed}，已由第 ${correctedBy} 批更正`, `failed: ${failed}, corrected by ${correctedBy}`)}
        </Tag>
      )}
    </>
  );
}

/** Rows that cannot stand in the file of a batch that was just made. */
function LeftOut({ made: { id, rows, left, leftOut } }: { made: BankMade }) {
  const { say } = useWords();
  return (
    <Alert
      type={left > 0 ? 'warning' : 'success'}
      showIcon
      role="status"
      className="section"
      title={
        left > 0
          ? say(`第 ${id} 批：${rows} 户；有 ${left} 户没有放进去。`, `Batch ${id}: ${rows} rows; left out: ${left}.`)
          : say(
              `第 ${id} 批：${rows} 户。现在下载文件交银行。`,
              `Batch ${id}: ${rows} rows. Give its file to the bank now.`,
            )
      }
      {...(leftOut.length > 0 && {
        description: (
          <ul className="problems">
            {leftOut.map(({ field, message }) => (
              <li key={`${field} ${message}`}>{message}</li>
            ))}
          </ul>
        ),
      })}
    />
  );
}
