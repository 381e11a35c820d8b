import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { send } from '../../api';
import { rowPage } from '../../list/listing';
import { useMe } from '../../session';
import { FormDialog } from '../../shell/form-dialog';
import { Loading } from '../../shell/loading';
import { ReasonField } from '../../shell/reason-field';
import { PlainTable } from '../../table/plain-table';
import type { BankBatch, BankLine, BankLines } from '../../types';
import { useData } from '../../use-data';
import { useWords } from '../../words';
import { type InBooks, ledgerPath, useThings } from '../books';

/** Rows that the bank could not pay, and why; their accounts are mended here. */
export function FailedLines({
  campaign,
  books,
  batch,
  path,
}: InBooks & { batch: Pick<BankBatch, 'id' | 'list' | 'correctedBy'>; path: string }) {
  const { say } = useWords();
  const { can } = useMe();
  const { yuan } = useThings(books);
  const [after, setAfter] = useState(0);
  const [mending, setMending] = useState<BankLine | null>(null);
  const { data, error, reload } = useData<BankLines>(`${path}/lines?after=${after}`);
  if (!data) return <Loading error={error} reload={reload} />;
  const reasons: Record<NonNullable<BankLine['reason']>, string> = {
    'wrong-account': say('账号不对', 'wrong account'),
    closed: say('账户已销', 'account is closed'),
    'name-mismatch': say('户名不符', 'the name does not fit'),
    frozen: say('账户冻结', 'account is frozen'),
    other: say('其他', 'other'),
  };
  return (
    <>
      <PlainTable<BankLine>
        rowKey="line"
        pagination={false}
        dataSource={data.lines}
        columns={[
          {
            title: say('没付成的户', 'Could not be paid'),
            render: (_, { row, shown, village }) => (
              <>
                <Link to={rowPage(campaign, batch.list, row)}>{shown}</Link> <span className="soft">{village}</span>
              </>
            ),
          },
          { title: say('金额', 'Money'), align: 'right', className: 'number', render: (_, { fen }) => yuan(fen) },
          { title: say('原因', 'Why'), render: (_, { reason }) => (reason ? reasons[reason] : '–') },
          {
            title: say('办理', 'Do'),
            render: (_, line) =>
              can('pay-rows') &&
              batch.correctedBy === null && (
                <Button size="small" onClick={() => setMending(line)}>
                  {say('改账号', 'Mend the account')}
                </Button>
              ),
          },
        ]}
      />
      {data.next !== null && <Button onClick={() => setAfter(data.next ?? 0)}>{say('下一页', 'On')}</Button>}
      {mending && (
        <FormDialog<{ account?: string; holder?: string; reason: string }>
          title={say(
            `改账号：${mending.shown}（${mending.village}）`,
            `Account of ${mending.shown}, ${mending.village}`,
          )}
          okText={say('保存', 'Keep it')}
          submit={({ account, holder, reason }) =>
            send(`${ledgerPath(campaign)}/bank/accounts`, {
              list: batch.list,
              rows: [{ row: mending.row, ...(account && { account }), ...(holder && { holder }) }],
              reason,
            })
          }
          done={say('已改；做更正批时用新账号', 'Kept; the correction uses it')}
          onClose={() => setMending(null)}
        >
          <Form.Item name="account" label={say('新账号', 'New account')} extra={say('加密保存', 'Kept sealed')}>
            <Input maxLength={60} autoComplete="off" inputMode="numeric" />
          </Form.Item>
          <Form.Item name="holder" label={say('开户名（不改不填）', 'Its holder, if that changes')}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <ReasonField />
        </FormDialog>
      )}
    </>
  );
}
