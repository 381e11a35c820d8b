import { Alert, Button, Flex, Tag } from 'antd';
import { useState } from 'react';
import { BANK_ANSWERS_DAYS } from '../../../../domain/ledger/bank/silence';
import { BATCHES } from '../../../../domain/table/shapes/ledger';
import { send } from '../../api';
import { useMe } from '../../session';
import type { Said } from '../../table/bulk-question';
import { DataTable } from '../../table/data-table';
import type { BankBatch, BankMade } from '../../types';
import { useNews } from '../../use-data';
import { useWords } from '../../words';
import { type InBooks, ledgerPath } from '../books';
import { Batch, isUnanswered } from './batch';
import { MakeBatch } from './make-batch';

/** Paying by card (一卡通): batches, their files, what banks have answered, and corrections. */
export function Bank({ campaign, books }: InBooks) {
  const { say } = useWords();
  const { can } = useMe();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<BankMade | null>(null);
  const [done, setDone] = useState(0);
  const told = useNews(`/api/campaigns/${encodeURIComponent(campaign)}/events`);
  const hasBanks = books.banks.length > 0;
  return (
    <>
      <Flex justify="space-between" align="center" gap={12} wrap className="section">
        <span className="soft intro">
          {say(
            '做一批（冻结应付的户）→ 下载文件交银行 → 上传银行的回盘文件 → 失败的改好账号再做一批更正。',
            'Make a batch (its rows are frozen) → give its file to the bank → upload the bank’s answer → mend what has failed and make a correction.',
          )}
        </span>
        {can('pay-rows') && hasBanks && (
          <Button type="primary" onClick={() => setMaking(true)}>
            {say('做一批', 'Make a batch')}
          </Button>
        )}
      </Flex>
      {made && <LeftOut made={made} />}
      <DataTable<BankBatch>
        shape={BATCHES}
        rowKey="id"
        nameOf={({ id }) => say(`第 ${id} 批`, `batch ${id}`)}
        fixed={{ campaign }}
        news={told + done}
        renders={{
          bankName: ({ bankName, corrects }) => (
            <>
              {bankName} {corrects !== null && <Tag>{say(`更正第 ${corrects} 批`, `corrects ${corrects}`)}</Tag>}
            </>
          ),
          standing: (batch) => <Standing batch={batch} />,
        }}
        inside={(batch, reload) => (
          <Batch campaign={campaign} books={books} batch={batch} onDone={reload} onMade={setMade} />
        )}
        {...(can('pay-rows') && {
          bulk: [
            {
              label: say('撤回', 'Withdraw'),
              danger: true,
              sure: say(
                '银行还没有回盘的户不再由这些批次付，可以另做一批。请先告诉银行。',
                'What the bank has not answered is not paid by these batches any more. Tell the bank first.',
              ),
              reason: say('例如：文件没有交给银行', 'For example: the bank never got the file'),
              fits: isUnanswered,
              act: ({ id }: BankBatch, { reason }: Said) =>
                send(`${ledgerPath(campaign)}/bank/batches/${id}/withdrawal`, { reason }),
            },
          ],
        })}
        empty={
          hasBanks
            ? say('还没有批次。点“做一批”开始。', 'No batch yet. Begin with “Make a batch”.')
            : say(
                '这个活动没有写明银行的文件格式。在活动定义的 banks 下写明后，可以在这里做代发文件；或用命令 nuandong ledger bank。',
                'The definition describes no bank. Describe its file under banks: to pay by card here; or use nuandong ledger bank.',
              )
        }
      />
      {making && (
        <MakeBatch
          campaign={campaign}
          books={books}
          onClose={(batch) => {
            setMaking(false);
            if (!batch) return;
            setMade(batch);
            setDone((before) => before + 1);
          }}
        />
      )}
    </>
  );
}

function Standing({ batch: { withdrawnAt, open, paid, failed, correctedBy, standing } }: { batch: BankBatch }) {
  const { say } = useWords();
  return (
    <>
      {withdrawnAt !== null && <Tag>{say('未回盘的已撤回', 'the rest is withdrawn')}</Tag>}
      {standing === 'silent' && (
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
