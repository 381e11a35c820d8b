import { DeleteOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Modal, Switch } from 'antd';
import { useState } from 'react';
import { isFixedKind, LONGEST_NAME, RANKS, type RegionKind, USUAL_RANK } from '../../../domain/people/region-kinds';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { useKinds } from '../kinds';
import { FormDialog } from '../shell/form-dialog';
import { PlainTable } from '../table/plain-table';
import type { Kinds } from '../types';
import { useWords } from '../words';

const pathOf = (code: string): string => `/api/region-kinds/${encodeURIComponent(code)}`;

/** The kinds of region: the fixed ones, and those of the organisation. */
export function KindsDialog({ onClose }: { onClose(): void }) {
  const { say } = useWords();
  const { message } = useFeedback();
  const { kinds, reload } = useKinds();
  const [edited, setEdited] = useState<RegionKind | 'new' | null>(null);
  const remove = async (code: string) => {
    try {
      await send<Kinds>(`${pathOf(code)}/remove`, {});
      reload();
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  return (
    <Modal open title={say('地区的种类', 'Kinds of region')} footer={null} onCancel={onClose} width={760}>
      <PlainTable<RegionKind>
        rowKey="code"
        dataSource={[...kinds]}
        pagination={false}
        scroll={{ y: 420 }}
        columns={[
          { title: say('编码', 'Code'), dataIndex: 'code', className: 'code' },
          {
            title: say('名称', 'Name'),
            render: (_, kind) => (
              <Button type="link" size="small" onClick={() => setEdited(kind)}>
                {kind.name['zh-CN']} · {kind.name.en}
              </Button>
            ),
          },
          { title: say('别称', 'Also called'), render: (_, { words }) => words.join('、') },
          {
            title: say('填报', 'Asked'),
            render: (_, { asked }) => (asked ? say('是', 'yes') : say('否', 'no')),
          },
          {
            title: '',
            render: (_, { code, name }) =>
              !isFixedKind(code) && (
                <Button
                  size="small"
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={say(`删除${name['zh-CN']}`, `Remove ${name.en}`)}
                  onClick={() => void remove(code)}
                />
              ),
          },
        ]}
      />
      <Button className="section" onClick={() => setEdited('new')}>
        {say('加一个种类', 'Add a kind')}
      </Button>
      {edited && (
        <KindForm
          kind={edited === 'new' ? null : edited}
          onClose={(done) => {
            setEdited(null);
            if (done) reload();
          }}
        />
      )}
    </Modal>
  );
}

interface Typed {
  code: string;
  zh: string;
  en: string;
  words: string;
  rank: number;
  asked: boolean;
}

function KindForm({ kind, onClose }: { kind: RegionKind | null; onClose(done: boolean): void }) {
  const { say } = useWords();
  const typed: Partial<Typed> = kind
    ? { ...kind, zh: kind.name['zh-CN'], en: kind.name.en, words: kind.words.join('、') }
    : { rank: USUAL_RANK, asked: true };
  return (
    <FormDialog<Typed>
      title={kind ? kind.name['zh-CN'] : say('加一个种类', 'Add a kind')}
      okText={say('保存', 'Save')}
      initialValues={typed}
      onClose={onClose}
      submit={({ code, zh, en, words = '', rank, asked }) =>
        send<Kinds>(
          pathOf(kind?.code ?? code),
          {
            name: { 'zh-CN': zh, en },
            words: words
              .split(/[,，;；、]/)
              .map((word) => word.trim())
              .filter(Boolean),
            rank,
            asked,
          },
          'PUT',
        )
      }
    >
      {!kind && (
        <Form.Item
          name="code"
          label={say('编码（方案里用，如 company）', 'Code, as a definition names it: company')}
          rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{0,39}$/ }]}
        >
          <Input maxLength={40} />
        </Form.Item>
      )}
      <Form.Item name="zh" label={say('中文名称', 'Name in Chinese')} rules={[{ required: true }]}>
        <Input maxLength={LONGEST_NAME['zh-CN']} placeholder="企业" />
      </Form.Item>
      <Form.Item name="en" label={say('英文名称', 'Name in English')} rules={[{ required: true }]}>
        <Input maxLength={LONGEST_NAME.en} placeholder="company" />
      </Form.Item>
      <Form.Item name="words" label={say('表格里的别称，用“、”隔开', 'Other words in tables, with commas between')}>
        <Input maxLength={400} />
      </Form.Item>
      <Form.Item name="rank" label={say('次序（小的较宽）', 'Rank, from wide to narrow')} rules={[{ required: true }]}>
        <InputNumber min={RANKS.from} max={RANKS.to} />
      </Form.Item>
      <Form.Item name="asked" label={say('可以填报', 'May be asked')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDialog>
  );
}
