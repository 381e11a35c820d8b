import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useFeedback } from '../feedback';
import { useWords } from '../words';
import { BulkQuestion, type Choice, type Said } from './bulk-question';

const NOTHING: Said = { reason: '', choice: '' };

/** An act that can be done with many rows, one after the other, by the same request as with one. */
export interface BulkAct<Row> {
  label: string;
  /** Asked before; without a question it is done at once. */
  sure?: string;
  danger?: boolean;
  /** Example of a reason, which is asked for once. */
  reason?: string;
  /** Of which one is chosen for all that fit. */
  choices?(fitting: readonly Row[]): readonly Choice[];
  /** Whether it can be done with a row; the others are left out. */
  fits(row: Row): boolean;
  /** @throws Error with the refusal */
  act(row: Row, said: Said): Promise<unknown>;
  /** After all. */
  after?(): void;
}

/** How many are chosen, and what can be done with them. */
export function BulkBar<Row>({
  rows,
  acts,
  done,
}: {
  rows: readonly Row[];
  acts: readonly BulkAct<Row>[];
  /** @param refused rows that stay chosen */
  done(refused: readonly Row[]): void;
}) {
  const { say } = useWords();
  const { message, modal } = useFeedback();
  const [at, setAt] = useState<{ label: string; nr: number; of: number } | null>(null);
  async function run({ label, act, after }: BulkAct<Row>, fitting: readonly Row[], said = NOTHING) {
    const refused: { row: Row; why: string }[] = [];
    for (const [nr, row] of fitting.entries()) {
      setAt({ label, nr: nr + 1, of: fitting.length });
      await act(row, said).catch((error: Error) => refused.push({ row, why: error.message }));
    }
    setAt(null);
    const well = fitting.length - refused.length;
    const [first] = refused;
    if (first)
      void message.warning(
        say(
          `${label}：完成 ${well} 条，${refused.length} 条没有办成：${first.why}`,
          `${label}: ${well} done, ${refused.length} refused: ${first.why}`,
        ),
        8,
      );
    else void message.success(say(`${label}：完成 ${well} 条`, `${label}: ${well} done`));
    after?.();
    done(refused.map(({ row }) => row));
  }
  const begin = (bulk: BulkAct<Row>, fitting: readonly Row[]) => {
    if (!bulk.sure) return void run(bulk, fitting);
    let said = NOTHING;
    const choices = bulk.choices?.(fitting);
    modal.confirm({
      title: say(`${bulk.label}：${fitting.length} 条？`, `${bulk.label}: ${fitting.length}?`),
      content: (
        <BulkQuestion
          sure={bulk.sure}
          choices={choices}
          reason={bulk.reason}
          onSay={(part) => {
            said = { ...said, ...part };
          }}
        />
      ),
      okText: bulk.label,
      ...(bulk.danger && { okButtonProps: { danger: true } }),
      onOk: () => {
        const isSaid = (!bulk.reason || said.reason.length > 1) && (!choices || said.choice !== '');
        if (isSaid) return void run(bulk, fitting, said);
        void message.error(
          choices ? say('请选结果、写原因', 'Choose an outcome and give a reason') : say('请写原因', 'Give a reason'),
        );
        return Promise.reject();
      },
    });
  };
  return (
    <Flex gap={8} wrap align="center" className="table-bulk" role="status">
      <span>{say(`已选 ${rows.length} 条`, `${rows.length} chosen`)}</span>
      {acts.map((bulk) => {
        const fitting = rows.filter(bulk.fits);
        return (
          <Button
            key={bulk.label}
            size="small"
            type="primary"
            {...(bulk.danger && { danger: true })}
            disabled={fitting.length === 0 || at !== null}
            loading={at?.label === bulk.label}
            onClick={() => begin(bulk, fitting)}
          >
            {bulk.label} {at?.label === bulk.label ? `${at.nr} / ${at.of}` : fitting.length}
          </Button>
        );
      })}
      <Button size="small" type="text" disabled={at !== null} onClick={() => done([])}>
        {say('取消选择', 'Choose none')}
      </Button>
    </Flex>
  );
}
