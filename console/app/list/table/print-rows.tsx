import { Button, Card, Flex, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { PRINTS, type PrintName } from '../../../../domain/print/prints';
import { download } from '../../api';
import { RegionPicker } from '../../people/region-picker';
import { useMe } from '../../session';
import { FormDialog } from '../../shell/form-dialog';
import { textOf, useWords } from '../../words';
import { Templates } from './templates';

const OF_ROWS = ['roster', 'sign-sheet', 'letter'] as const satisfies readonly PrintName[];

/** Printed forms of a list (Word), and the templates that they are made from. */
export function PrintRows({ path }: { path: string }) {
  const { say } = useWords();
  const { can } = useMe();
  const [printing, setPrinting] = useState(false);
  const [changing, setChanging] = useState(false);
  return (
    <Card size="small" className="section">
      <Flex gap={12} wrap align="center">
        <Button onClick={() => setPrinting(true)}>
          {say('打印花名册、签领表、慰问信', 'Print rosters, sheets to sign, letters')}
        </Button>
        {can('keep-templates') && (
          <Button onClick={() => setChanging(true)}>{say('更换打印模板', 'Change the templates')}</Button>
        )}
      </Flex>
      {printing && <PrintDialog path={path} close={() => setPrinting(false)} />}
      {changing && <Templates close={() => setChanging(false)} />}
    </Card>
  );
}

interface Wanted {
  print: (typeof OF_ROWS)[number];
  region: string;
  reason?: string;
}

function PrintDialog({ path, close }: { path: string; close(): void }) {
  const { say, language } = useWords();
  const { can } = useMe();
  return (
    <FormDialog<Wanted>
      title={say('打印', 'Print')}
      okText={say('生成 Word', 'Make a Word document')}
      initialValues={{ print: 'sign-sheet' }}
      submit={({ reason, ...wanted }) => download(`${path}/print`, { ...wanted, ...(reason && { reason }) })}
      onClose={close}
    >
      <Form.Item name="print" label={say('表格', 'Form')}>
        <Select options={OF_ROWS.map((value) => ({ value, label: textOf(PRINTS[value].name, language) }))} />
      </Form.Item>
      <Form.Item
        name="region"
        label={say('乡镇或村', 'Township or village')}
        rules={[{ required: true, message: say('请选择', 'Choose one') }]}
      >
        <RegionPicker />
      </Form.Item>
      {can('export-lists') && (
        <Form.Item
          name="reason"
          label={say('原因（不要写姓名）', 'Why (no names)')}
          extra={say(
            '写明原因，姓名和号码完整并记入操作记录；不写，姓名隐去。',
            'With a reason, names and numbers are in full, and the log keeps it; without one they are masked.',
          )}
        >
          <Input maxLength={200} placeholder={say('例如：1月20日发放', 'For example: delivery on 20 January')} />
        </Form.Item>
      )}
    </FormDialog>
  );
}
