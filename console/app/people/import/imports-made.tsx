import { Button, Card, Tag } from 'antd';
import { send } from '../../api';
import { useFeedback } from '../../feedback';
import { PlainTable } from '../../table/plain-table';
import type { ImportsMade as Made } from '../../types';
import { useData } from '../../use-data';
import { showTime } from '../../when';
import { useWords } from '../../words';

type Import = Made['imports'][number];

/** The last imports; the last one of all can be undone for a day. */
export function ImportsMade() {
  const { language, say } = useWords();
  const { message, modal } = useFeedback();
  const { data, reload } = useData<Made>('/api/register/imports');
  if (!data || data.imports.length === 0) return null;
  const undo = ({ id, regions, contacts }: Import) =>
    modal.confirm({
      title: say('撤销这次导入？', 'Undo this import?'),
      content: say(
        `${regions} 个地区、${contacts} 个联系人恢复到导入之前；新增的删除。`,
        `${regions} regions and ${contacts} contacts are as they were before; added ones go.`,
      ),
      okText: say('撤销导入', 'Undo it'),
      okButtonProps: { danger: true },
      onOk: () =>
        send(`/api/register/imports/${id}/undo`, {}).then(
          () => {
            void message.success(say('已撤销，名册恢复原样', 'Undone: the register is as it was'));
            reload();
          },
          (error: Error) => void message.error(error.message),
        ),
    });
  return (
    <Card size="small" className="section" title={say('最近的导入', 'The last imports')}>
      <PlainTable<Import>
        rowKey="id"
        dataSource={data.imports}
        pagination={{ pageSize: 5, showSizeChanger: false, hideOnSinglePage: true }}
        columns={[
          { title: say('时间', 'When'), dataIndex: 'at', render: (at: string) => showTime(at, null, language) },
          {
            title: say('谁', 'Who'),
            dataIndex: 'by',
            render: (by: string | null) => by ?? say('命令行', 'command line'),
          },
          { title: say('地区', 'Regions'), dataIndex: 'regions', align: 'right' },
          { title: say('联系人', 'Contacts'), dataIndex: 'contacts', align: 'right' },
          {
            title: '',
            key: 'undo',
            render: (_, made) =>
              made.undoneAt ? (
                <Tag>{say('已撤销', 'undone')}</Tag>
              ) : made.open ? (
                <Button size="small" danger onClick={() => undo(made)}>
                  {say('撤销', 'Undo')}
                </Button>
              ) : null,
          },
        ]}
      />
    </Card>
  );
}
