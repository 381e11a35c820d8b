import { Button, Flex, Form, Input, Popover } from 'antd';
import { useState } from 'react';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { FormDialog } from '../shell/form-dialog';
import type { Views } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';

/** The views that somebody keeps of a table, and the address of what is shown now. */
export function ViewsMenu({ table, query, show }: { table: string; query: string; show(query: string): void }) {
  const { say } = useWords();
  const { message } = useFeedback();
  const [open, setOpen] = useState(false);
  const [naming, setNaming] = useState(false);
  const { data, reload } = useData<Views>(open ? `/api/table-views?table=${table}` : null);
  const drop = (id: number) =>
    send(`/api/table-views/${id}/drop`, {}).then(reload, (error: Error) => void message.error(error.message));
  const copy = () =>
    navigator.clipboard.writeText(location.href).then(
      () => void message.success(say('已复制：同事打开就是这个视图', 'Copied: colleagues see the same')),
      () => void message.info(location.href),
    );
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomRight"
        open={open}
        onOpenChange={setOpen}
        content={
          <Flex vertical gap={4} style={{ minWidth: 200 }}>
            {data?.views.length === 0 && <span className="soft">{say('还没有存下的视图', 'No view is kept yet')}</span>}
            {data?.views.map(({ id, name, query: kept }) => (
              <Flex key={id} justify="space-between" gap={8}>
                <Button
                  type={kept === query ? 'primary' : 'text'}
                  size="small"
                  onClick={() => {
                    show(kept);
                    setOpen(false);
                  }}
                >
                  {name}
                </Button>
                <Button
                  type="text"
                  size="small"
                  aria-label={say(`删去视图 ${name}`, `Remove the view ${name}`)}
                  onClick={() => void drop(id)}
                >
                  ×
                </Button>
              </Flex>
            ))}
            <Button
              size="small"
              onClick={() => {
                setOpen(false);
                setNaming(true);
              }}
            >
              {say('存为视图…', 'Keep as a view …')}
            </Button>
            <Button size="small" onClick={() => void copy()}>
              {say('复制网址', 'Copy the address')}
            </Button>
          </Flex>
        }
      >
        <Button size="small">{say('视图', 'Views')}</Button>
      </Popover>
      {naming && (
        <FormDialog<{ name: string }>
          title={say('存为视图', 'Keep as a view')}
          okText={say('存', 'Keep')}
          focused="name"
          done={say('已存', 'Kept')}
          submit={({ name }) => send('/api/table-views', { table, name: name.trim(), query })}
          onClose={() => setNaming(false)}
        >
          <Form.Item
            name="name"
            label={say('名称', 'Name')}
            extra={say(
              '筛选、排序和列会一起存下；同名的会被替换。姓名和号码不存。',
              'With its filters, sort and columns, in place of one with the same name. No names or numbers of people.',
            )}
            rules={[{ required: true, whitespace: true, message: say('请写名称', 'Give a name') }]}
          >
            <Input id="name" maxLength={40} autoComplete="off" />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
