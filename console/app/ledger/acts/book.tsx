import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, Flex, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { send } from '../../api';
import { RegionPicker } from '../../people/region-picker';
import { FormDialog } from '../../shell/form-dialog';
import type { Books } from '../../types';
import { textOf, useWords } from '../../words';
import { type InBooks, ledgerPath } from '../books';
import { GiverFields, type GiverInput, giverOf } from './giver-input';
import { daysAfter, fenOf, type ThingInput, thingsOf, unitsOf } from './things';
import { ThingsInput } from './things-input';

const ACTS = ['receive', 'promised', 'pledge', 'buy', 'dispatch', 'allocate', 'count', 'lose'] as const;
type Act = (typeof ACTS)[number];
/** The two of every day stand as buttons, the others in a menu. */
const FIRST: readonly Act[] = ['receive', 'dispatch'];

interface Values extends GiverInput {
  at?: string;
  to?: string;
  purse: string;
  things?: ThingInput[];
  item?: string;
  quantity?: number;
  pays?: number;
  days?: number;
  reason?: string;
  docNo?: string;
}

interface Booking extends InBooks {
  /** Reads the page again. */
  onDone(): void;
}

/** The acts by which goods and money come in, move on and are written off. */
export function BookActs(booking: Booking) {
  const { say } = useWords();
  const names = useActNames();
  const [act, setAct] = useState<Act | null>(null);
  const others = ACTS.filter((one) => !FIRST.includes(one));
  return (
    <Flex gap={8} wrap className="filters">
      {FIRST.map((one, nth) => (
        <Button key={one} type={nth === 0 ? 'primary' : 'default'} onClick={() => setAct(one)}>
          {names[one]}
        </Button>
      ))}
      <Dropdown
        trigger={['click']}
        menu={{ items: others.map((one) => ({ key: one, label: names[one], onClick: () => setAct(one) })) }}
      >
        <Button aria-haspopup="menu">
          {say('其他登记', 'Book something else')} <DownOutlined />
        </Button>
      </Dropdown>
      {act && (
        <BookDialog
          {...booking}
          act={act}
          title={names[act]}
          onClose={(done) => {
            setAct(null);
            if (done) booking.onDone();
          }}
        />
      )}
    </Flex>
  );
}

function useActNames(): Record<Act, string> {
  const { say } = useWords();
  return {
    receive: say('收到款物', 'Receive'),
    promised: say('认捐到账', 'A promise comes in'),
    pledge: say('登记认捐', 'Note a promise'),
    buy: say('采购', 'Buy goods'),
    dispatch: say('发运（下拨）', 'Send on'),
    allocate: say('按应发数分配', 'Allocate by need'),
    count: say('盘点', 'Count a store'),
    lose: say('报损', 'Write off'),
  };
}

function BookDialog({
  act,
  title,
  campaign,
  books,
  onClose,
}: Booking & { act: Act; title: string; onClose(done: boolean): void }) {
  const { language, say } = useWords();
  // Made once: pressed twice, the act is the same.
  const [key] = useState(() => crypto.randomUUID());
  const [form] = Form.useForm<Values>();
  const required = { required: true, message: say('请填写', 'Fill this in') };
  const book = (values: Values) => {
    const { path, body } = sendingOf(act, values, books);
    return send(`${ledgerPath(campaign)}/${path}`, { ...(act !== 'count' && { key }), ...body });
  };
  const about = useAbout()[act];
  const [purse] = books.purses;
  const isGift = act === 'receive' || act === 'pledge';
  const isSent = act === 'dispatch' || act === 'allocate';
  const isOfOne = act === 'allocate' || act === 'count';
  const item = Form.useWatch('item', form);
  const isMoney = item === books.items[0]?.id;
  return (
    <FormDialog<Values>
      title={title}
      okText={say('登记', 'Book it')}
      form={form}
      width={620}
      submit={book}
      done={say('已登记', 'Booked')}
      initialValues={{
        ...{ giver: 'source', at: books.region.code, things: [{}], days: 3 },
        ...(purse && books.purses.length === 1 && { purse: purse.id }),
      }}
      onClose={onClose}
    >
      <p className="soft">{about}</p>
      {isGift && <GiverFields />}
      <Form.Item
        name="at"
        label={isSent ? say('从哪里的库', 'From the store of') : say('哪里的库', 'Store of')}
        rules={[required]}
      >
        <RegionPicker />
      </Form.Item>
      {act === 'dispatch' && (
        <Form.Item name="to" label={say('发给', 'To the store of')} rules={[required]}>
          <RegionPicker />
        </Form.Item>
      )}
      <Form.Item name="purse" label={say('专款', 'Purse')} rules={[required]}>
        <Select options={books.purses.map(({ id, name }) => ({ value: id, label: textOf(name, language) }))} />
      </Form.Item>
      {act === 'buy' && (
        <Form.Item name="pays" label={say('共付（元）', 'Paid in all, in yuan')} rules={[required]}>
          <InputNumber min={0.01} max={1e9} precision={2} style={{ width: '100%' }} />
        </Form.Item>
      )}
      {isOfOne ? (
        <>
          <Form.Item name="item" label={say('款物', 'Item')} rules={[required]}>
            <Select options={books.items.map(({ id, name }) => ({ value: id, label: textOf(name, language) }))} />
          </Form.Item>
          <Form.Item
            name="quantity"
            label={`${act === 'count' ? say('实有', 'What is there') : say('分配多少', 'How much')}${isMoney ? say('（元）', ', in yuan') : ''}`}
            rules={[required]}
          >
            <InputNumber
              min={act === 'count' ? 0 : isMoney ? 0.01 : 1}
              max={1e9}
              precision={isMoney ? 2 : 0}
              style={{ width: '100%' }}
            />
          </Form.Item>
        </>
      ) : (
        <ThingsInput books={books} goodsOnly={act === 'buy'} worth={isGift} />
      )}
      {isSent && (
        <Form.Item
          name="days"
          label={say('几天内应到', 'Due within days')}
          extra={say('逾期会提醒对方', 'When it is late, the receiver is asked')}
          rules={[required]}
        >
          <InputNumber min={1} max={90} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      )}
      {act === 'lose' && (
        <Form.Item name="reason" label={say('原因', 'Why')} rules={[{ ...required, min: 2 }]}>
          <Input.TextArea maxLength={300} rows={2} />
        </Form.Item>
      )}
      {act !== 'count' && (
        <Form.Item name="docNo" label={say('凭证号（可不填）', 'Number on the paper (optional)')}>
          <Input maxLength={60} />
        </Form.Item>
      )}
    </FormDialog>
  );
}

function useAbout(): Record<Act, string> {
  const { say } = useWords();
  return {
    receive: say('款物已到库：登记来处和数量。', 'It is in the store: say from whom, and how much.'),
    promised: say('以前登记的认捐现在到了。', 'What was promised before is here now.'),
    pledge: say(
      '还没有到的，先记为认捐；审批只认已到的。',
      'Not here yet. Only what has come in counts for approvals.',
    ),
    buy: say(
      '用库里的钱买物资：钱付给供应商，物资入库。',
      'Money of the store goes to the supplier, and goods come in.',
    ),
    dispatch: say('发出后记为在途，对方登记到货才入库。', 'It is on the way until the receiver says what has come.'),
    allocate: say(
      '按下一级各地的应发数分成几张发运单。',
      'Divided among the regions below by what their rows are due.',
    ),
    count: say('与账面不符的，由另一人确认后才入账。', 'Where it differs from the books, another person confirms it.'),
    lose: say(
      '从库存中核销；发出去的由另一人核销。',
      'Taken out of the store. What one has sent, another person writes off.',
    ),
  };
}

/** @returns where in the API an act goes, and its body */
function sendingOf(act: Act, values: Values, { now }: Pick<Books, 'now'>): { path: string; body: object } {
  const { at, to, purse, item = '', quantity = 0, days = 0, reason, docNo } = values;
  const [said, things] = [docNo ? { docNo } : {}, thingsOf(values.things)];
  const dueAt = daysAfter(now, days);
  switch (act) {
    case 'receive':
      return { path: 'receipts', body: { to: at, purse, things, from: giverOf(values), ...said } };
    case 'pledge':
      return { path: 'pledges', body: { to: at, purse, things, from: giverOf(values), ...said } };
    case 'promised':
      return { path: 'receipts/promised', body: { to: at, purse, things, ...said } };
    case 'buy':
      return { path: 'purchases', body: { at, purse, things, pays: fenOf(values.pays ?? 0), ...said } };
    case 'dispatch':
      return { path: 'dispatches', body: { from: at, to, purse, things, dueAt, ...said } };
    case 'allocate':
      return {
        path: 'allocations',
        body: { from: at, purse, item, quantity: unitsOf(item, quantity), dueAt, ...said },
      };
    case 'count':
      return { path: 'counts', body: { region: at, purse, item, found: unitsOf(item, quantity) } };
    case 'lose':
      return { path: 'losses', body: { where: { store: at }, purse, things, reason, ...said } };
  }
}
