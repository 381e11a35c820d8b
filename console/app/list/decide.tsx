import { Button, Checkbox, Flex, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { MONEY } from '../../../domain/ledger/items';
import { UNDELIVERED_REASONS, type UndeliveredReason, WHY_NAMES } from '../../../domain/ledger/undelivered';
import { OUT_NAMES, TOLD_BY, TOLD_NAMES, type ToldBy } from '../../../domain/list/list-names';
import { OUT_REASONS, type OutReason } from '../../../domain/list/row-life';
import { stepKind } from '../../../domain/list/steps';
import { send } from '../api';
import { ledgerPath } from '../ledger/books';
import { RegionPicker } from '../people/region-picker';
import { useMe } from '../session';
import { FormDialog } from '../shell/form-dialog';
import type { Books, List, RosterRow } from '../types';
import { useData } from '../use-data';
import { textOf, useWords } from '../words';
import type { Listing } from './listing';

/** What can be decided about chosen rows. A posting announces, a unit proposes: neither is an officer's act on rows. */
type Act = 'do' | 'return' | 'hold' | 'release' | 'remove' | 'move' | 'raise' | 'explain';

interface Values {
  step?: string;
  told?: ToldBy;
  helps?: string[];
  reason?: string;
  workingDays?: number;
  because?: OutReason;
  to?: string;
  yuan?: number;
  item?: string;
  purse?: string;
  pieces?: number;
  why?: UndeliveredReason;
}

interface Deciding extends Listing {
  /** Of the list, below the server's root. */
  path: string;
  rows: readonly RosterRow[];
  onDone(): void;
}

/** The acts on the chosen rows: one for all, all or nothing. */
export function Decide(deciding: Deciding) {
  const { say } = useWords();
  const [act, setAct] = useState<Act | null>(null);
  const words = useActWords(deciding.list);
  const { rows } = deciding;
  return (
    <Flex
      gap={8}
      wrap
      align="center"
      className="filters"
      role="region"
      aria-label={say('办理所选的行', 'Decide on the chosen rows')}
    >
      <strong>{say(`已选 ${rows.length} 行`, `${rows.length} rows chosen`)}</strong>
      {(Object.keys(words) as Act[]).map((one) => (
        <Button
          key={one}
          size="small"
          type={one === 'do' ? 'primary' : 'default'}
          danger={one === 'remove'}
          onClick={() => setAct(one)}
        >
          {words[one]}
        </Button>
      ))}
      {act && (
        <ActDialog
          {...deciding}
          act={act}
          word={words[act] ?? ''}
          onClose={(done) => {
            setAct(null);
            if (done) deciding.onDone();
          }}
        />
      )}
    </Flex>
  );
}

/** @returns words for the acts that rows of the list can have */
function useActWords({ track }: Pick<List, 'track'>): Partial<Record<Act, string>> {
  const { say } = useWords();
  const delivers = track.includes('deliver');
  return {
    do: say('办理一步', 'Do a step'),
    return: say('退回', 'Return'),
    hold: say('暂缓', 'Hold'),
    release: say('恢复', 'Release'),
    remove: say('删减', 'Remove'),
    move: say('转到别的单位', 'Move'),
    raise: say('调整标准', 'Raise or lower'),
    ...(delivers && { explain: say('说明未发原因', 'Say why not given') }),
  };
}

function ActDialog({
  act,
  word,
  campaign,
  path,
  rows,
  list,
  onClose,
}: Deciding & { act: Act; word: string; onClose(done: boolean): void }) {
  const { language, say } = useWords();
  const { can } = useMe();
  // Made once: pressed twice, the act is the same.
  const [submission] = useState(() => crypto.randomUUID());
  // A campaign without accounts refuses this, and then only money is raised.
  const { data: books } = useData<Books>(act === 'raise' && can('see-ledger') ? ledgerPath(campaign) : null);
  const [form] = Form.useForm<Values>();
  const chosen = Form.useWatch('step', form);
  const own = list.track.filter((step) => step !== 'propose' && step !== 'announce');
  const steps = list.tells ? [...own, 'tell' as const] : own;
  const decide = (values: Values) =>
    send(`${path}/rows/decide`, {
      submission,
      decision: decisionOf(act, values),
      meant: { rows: rows.map(({ id, version }) => ({ id, version })) },
    });
  return (
    <FormDialog<Values>
      title={say(`${word}：${rows.length} 行`, `${word}: ${rows.length} rows`)}
      okText={word}
      danger={act === 'remove'}
      form={form}
      submit={decide}
      done={say(`已办理 ${rows.length} 行`, `Done with ${rows.length} rows`)}
      initialValues={{ workingDays: 3 }}
      onClose={onClose}
    >
      {act === 'do' && (
        <Form.Item name="step" label={say('哪一步', 'Which step')} rules={[{ required: true }]}>
          <Select options={steps.map((value) => ({ value, label: textOf(stepKind(value).name, language) }))} />
        </Form.Item>
      )}
      {chosen === 'tell' && (
        <Form.Item name="told" label={say('怎样通知的', 'How were they told?')} rules={[{ required: true }]}>
          <Select options={TOLD_BY.map((value) => ({ value, label: textOf(TOLD_NAMES[value], language) }))} />
        </Form.Item>
      )}
      {chosen === 'deliver' && list.helps.length > 0 && (
        <Form.Item name="helps" label={say('帮扶方式', 'Ways of helping')}>
          <Checkbox.Group options={list.helps.map(({ value, label }) => ({ value, label: textOf(label, language) }))} />
        </Form.Item>
      )}
      {act === 'remove' && (
        <Form.Item name="because" label={say('原因', 'Cause')} rules={[{ required: true }]}>
          <Select options={OUT_REASONS.map((value) => ({ value, label: textOf(OUT_NAMES[value], language) }))} />
        </Form.Item>
      )}
      {act === 'return' && (
        <Form.Item
          name="workingDays"
          label={say('几个工作日内改正', 'To be corrected within working days')}
          rules={[{ required: true }]}
        >
          <InputNumber min={1} max={60} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      )}
      {act === 'move' && (
        <Form.Item name="to" label={say('转到', 'To')} rules={[{ required: true }]}>
          <RegionPicker />
        </Form.Item>
      )}
      {act === 'raise' && (
        <Form.Item
          name="yuan"
          label={say('每行增加（元，减少填负数）', 'Yuan more for each row; less is negative')}
          rules={[{ required: !books }]}
        >
          <InputNumber style={{ width: '100%' }} precision={2} />
        </Form.Item>
      )}
      {act === 'raise' && books && <RaisedGoods books={books} />}
      {act === 'explain' && (
        <Form.Item name="why" label={say('为什么没有发', 'Why it was not given')} rules={[{ required: true }]}>
          <Select
            options={UNDELIVERED_REASONS.map((value) => ({ value, label: textOf(WHY_NAMES[value], language) }))}
          />
        </Form.Item>
      )}
      {act !== 'do' && act !== 'release' && (
        <Form.Item
          name="reason"
          label={say('说明（申报单位会看到）', 'Why (the unit will read it)')}
          rules={act === 'explain' ? [] : [{ required: true, min: 2, whitespace: true }]}
        >
          <Input.TextArea maxLength={300} rows={2} showCount />
        </Form.Item>
      )}
    </FormDialog>
  );
}

/** Goods that each row gets beyond its standard. */
function RaisedGoods({ books }: { books: Books }) {
  const { language, say } = useWords();
  const form = Form.useFormInstance<Values>();
  const item = Form.useWatch('item', form);
  const named = (all: Books['purses']) => all.map(({ id, name }) => ({ value: id, label: textOf(name, language) }));
  const goods = books.items.filter(({ id }) => id !== MONEY);
  if (goods.length === 0) return null;
  return (
    <>
      <Form.Item name="item" label={say('每行增加的物资（可不选）', 'Goods more for each row (optional)')}>
        <Select allowClear options={named(goods)} />
      </Form.Item>
      {item && (
        <>
          <Form.Item
            name="pieces"
            label={say('数量（减少填负数）', 'How many; less is negative')}
            rules={[{ required: true }]}
          >
            <InputNumber style={{ width: '100%' }} precision={0} />
          </Form.Item>
          <Form.Item name="purse" label={say('专款', 'Purse')} rules={[{ required: true }]}>
            <Select options={named(books.purses)} />
          </Form.Item>
        </>
      )}
    </>
  );
}

const FEN = 100;

function decisionOf(
  act: Act,
  { step, told, helps, reason, workingDays, because, to, yuan = 0, item, purse, pieces, why }: Values,
): object {
  switch (act) {
    case 'do':
      return { act, step, ...(step === 'tell' && { told }), ...(step === 'deliver' && helps?.length && { helps }) };
    case 'release':
      return { act };
    case 'return':
      return { act, reason, workingDays };
    case 'remove':
      return { act, because, reason };
    case 'move':
      return { act, to, reason };
    case 'raise':
      return {
        act,
        cash: Math.round(yuan * FEN),
        goods: item && pieces ? [{ item, purse, quantity: pieces }] : [],
        reason,
      };
    case 'explain':
      return { act, because: why, ...(reason && { reason }) };
    case 'hold':
      return { act, reason };
  }
}
