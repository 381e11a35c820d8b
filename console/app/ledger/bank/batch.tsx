import { InboxOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Flex, Form, Upload } from 'antd';
import { useState } from 'react';
import { download, Refusal, send } from '../../api';
import { useTried } from '../../parts/use-tried';
import { useMe } from '../../session';
import { FormDialog } from '../../shell/form-dialog';
import { Loading } from '../../shell/loading';
import { ReasonField } from '../../shell/reason-field';
import type { BankBatch, BankMade, BankRead, BankStory } from '../../types';
import { useData } from '../../use-data';
import { showTime } from '../../when';
import { useWords } from '../../words';
import { type InBooks, ledgerPath, useThings } from '../books';
import { FailedLines } from './failed-lines';

type Act = 'file' | 'correction' | 'withdrawal';

/** The bank has said nothing about any of its rows: its file can be made again, or the batch withdrawn. */
export const isUnanswered = ({ withdrawnAt, open, paid, failed }: Omit<BankStory, 'results'>): boolean =>
  withdrawnAt === null && open > 0 && paid + failed === 0;

/** A batch: its file, the bank's answers, what has failed and why. */
export function Batch({
  campaign,
  books,
  batch,
  onDone,
  onMade,
}: InBooks & { batch: BankBatch; onDone(): void; onMade(made: BankMade): void }) {
  const { say } = useWords();
  const { can } = useMe();
  const [act, setAct] = useState<Act | null>(null);
  const path = `${ledgerPath(campaign)}/bank/batches/${batch.id}`;
  const { data, error, reload } = useData<BankStory>(path);
  if (!data) return <Loading error={error} reload={reload} />;
  const done = () => {
    reload();
    onDone();
  };
  const isOpen = data.withdrawnAt === null && data.open > 0;
  const canCorrect = data.failed > 0 && data.correctedBy === null;
  return (
    <>
      {can('pay-rows') && (
        <Flex gap={8} wrap className="filters">
          {isUnanswered(data) && (
            <Button type="primary" onClick={() => setAct('file')}>
              {say('下载给银行的文件', 'The file for the bank')}
            </Button>
          )}
          {canCorrect && <Button onClick={() => setAct('correction')}>{say('做更正批', 'Make a correction')}</Button>}
          {isUnanswered(data) && (
            <Button danger onClick={() => setAct('withdrawal')}>
              {say('撤回这一批', 'Withdraw it')}
            </Button>
          )}
        </Flex>
      )}
      {can('pay-rows') && isOpen && <Answer path={path} books={books} done={done} />}
      <Answers story={data} books={books} />
      {data.failed > 0 && <FailedLines campaign={campaign} books={books} batch={data} path={path} />}
      {act && (
        <ActDialog
          act={act}
          path={path}
          onClose={(changed, made) => {
            setAct(null);
            if (made) onMade(made);
            if (changed) done();
          }}
        />
      )}
    </>
  );
}

function ActDialog({
  act,
  path,
  onClose,
}: {
  act: Act;
  path: string;
  onClose(done: boolean, made: BankMade | null): void;
}) {
  const { say } = useWords();
  const [key] = useState(() => crypto.randomUUID());
  const words = {
    file: [
      say('下载给银行的文件', 'The file for the bank'),
      say('下载', 'Download'),
      say(
        '文件里有完整的姓名和账号。谁在什么时候为什么下载，记入操作记录。',
        'Names and accounts are in full. The log keeps who has taken it, when and why.',
      ),
    ],
    correction: [
      say('做更正批', 'Make a correction'),
      say('生成', 'Make it'),
      say(
        '失败的户合成一批再付，每户不超过失败的数。先改好账号。',
        'What has failed is paid again in one batch, never above the failed sum. Mend accounts first.',
      ),
    ],
    withdrawal: [
      say('撤回这一批', 'Withdraw the batch'),
      say('撤回', 'Withdraw'),
      say(
        '银行还没有办理的才能撤回；里面的户可以另行发放。',
        'Only while the bank has not answered; its rows are free again.',
      ),
    ],
  } as const;
  const [title, okText, about] = words[act];
  const submit = async ({ reason, leave = false }: { reason: string; leave?: boolean }) => {
    if (act === 'correction') return send<BankMade>(`${path}/correction`, { key, leave, reason });
    await (act === 'file' ? download(`${path}/file`, { reason }) : send(`${path}/withdrawal`, { reason }));
    return null;
  };
  return (
    <FormDialog<{ reason: string; leave?: boolean }, BankMade | null>
      title={title}
      okText={okText}
      danger={act === 'withdrawal'}
      submit={submit}
      initialValues={{ leave: true }}
      onClose={(changed, made) => onClose(changed, made ?? null)}
    >
      <p className="soft">{about}</p>
      {act === 'correction' && (
        <Form.Item name="leave" valuePropName="checked">
          <Checkbox>{say('仍写不进文件的户先不放进来', 'Leave out rows that still cannot stand in the file')}</Checkbox>
        </Form.Item>
      )}
      <ReasonField />
    </FormDialog>
  );
}

/** Takes the file that the bank sends back. */
function Answer({ path, books, done }: { path: string; books: InBooks['books']; done(): void }) {
  const { say } = useWords();
  const { yuan } = useThings(books);
  const { tried, busy, refused } = useTried();
  const [read, setRead] = useState<BankRead | null>(null);
  const take = (file: File) =>
    tried(async () => {
      const body = new FormData();
      body.set('file', file, file.name);
      setRead(await send<BankRead>(`${path}/results`, body));
      done();
    });
  const faults = refused instanceof Refusal ? refused.problems : [];
  return (
    <>
      <Upload.Dragger
        maxCount={1}
        showUploadList={false}
        disabled={busy}
        beforeUpload={(file) => {
          void take(file);
          // The page sends it itself.
          return false;
        }}
      >
        <InboxOutlined />{' '}
        {say('把银行的回盘文件拖到这里，或点开选择', 'Drop the file that the bank sent back, or choose it')}
      </Upload.Dragger>
      {read && (
        <Alert
          type="success"
          showIcon
          role="status"
          className="section"
          title={say(
            `${read.repeated ? '这份文件以前读过。' : '已入账。'}付成 ${read.paid} 户 ${yuan(read.paidFen)}，失败 ${read.failed} 户。回执 ${read.receipt}`,
            `${read.repeated ? 'This file was read before. ' : 'Booked. '}Paid: ${read.paid} rows, ${yuan(read.paidFen)}; failed: ${read.failed}. Receipt ${read.receipt}`,
          )}
        />
      )}
      {refused && (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="section"
          title={refused.message}
          {...(faults.length > 0 && {
            description: (
              <ul className="problems">
                {faults.map(({ field, message }) => (
                  <li key={`${field} ${message}`}>
                    {field !== null && <strong>{say(`第 ${field} 行 `, `Line ${field}: `)}</strong>}
                    {message}
                  </li>
                ))}
              </ul>
            ),
          })}
        />
      )}
    </>
  );
}

/** What the bank has answered so far: what was booked, and what was set aside with its faults. */
function Answers({ story: { results }, books }: { story: BankStory; books: InBooks['books'] }) {
  const { language, say } = useWords();
  const { yuan } = useThings(books);
  if (results.length === 0) return <p className="soft">{say('银行还没有回盘。', 'The bank has not answered.')}</p>;
  return (
    <ul className="problems">
      {results.map((one) => (
        <li key={one.id}>
          {showTime(one.at, books.zone, language)}{' '}
          {one.state === 'booked'
            ? say(
                `入账：付成 ${one.paid} 户 ${yuan(one.paidFen)}，失败 ${one.failed} 户 ${yuan(one.failedFen)}`,
                `booked: paid ${one.paid} rows, ${yuan(one.paidFen)}; failed ${one.failed} rows, ${yuan(one.failedFen)}`,
              )
            : say(`没有入账，有 ${one.faultCount} 处不符：`, `set aside; faults: ${one.faultCount}. `)}
          {one.state === 'set-aside' &&
            one.faults.map(({ at, message }) => say(`第 ${at} 行 ${message}`, `line ${at}: ${message}`)).join('；')}
        </li>
      ))}
    </ul>
  );
}
