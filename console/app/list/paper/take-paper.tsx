import { Alert, Button, Checkbox, Flex, Form, Input, InputNumber, Modal, Result, Upload } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { shrink } from '../../../village/form/photo';
import { send } from '../../api';
import { DatePicker } from '../../parts/date-picker';
import { RegionPicker } from '../../people/region-picker';
import { instantIn } from '../../picked-time';
import { useMe } from '../../session';
import type { PaperTaken } from '../../types';
import { useWords } from '../../words';
import type { Listing } from '../listing';

interface Values {
  unit: string;
  handedOver: Dayjs;
  rows: number;
  because?: string;
}

/** Takes a list on paper, with the photos of its sheets, and shows the number for the slip. */
export function TakePaper({ zone, path, close }: Listing & { path: string; close(): void }) {
  const { say } = useWords();
  const { can } = useMe();
  const [form] = Form.useForm<Values>();
  // Made once: pressed twice, it is the same paper.
  const [submission] = useState(() => crypto.randomUUID());
  const [sheets, setSheets] = useState<File[]>([]);
  const [late, setLate] = useState(false);
  const [taken, setTaken] = useState<PaperTaken | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function take({ unit, handedOver, rows, because }: Values) {
    setBusy(true);
    setRefused(null);
    try {
      const body = new FormData();
      const at = instantIn(handedOver, zone);
      for (const [name, value] of Object.entries({ unit, handedOver: at, rows: String(rows), submission }))
        body.append(name, value);
      if (late && because) body.append('because', because);
      for (const [index, sheet] of sheets.entries()) body.append('sheet', await shrink(sheet), `${index + 1}.jpg`);
      setTaken(await send<PaperTaken>(path, body));
    } catch (error) {
      setRefused((error as Error).message);
    } finally {
      setBusy(false);
    }
  }

  if (taken)
    return (
      <Modal open onCancel={close} footer={<Button onClick={close}>{say('知道了', 'Close')}</Button>}>
        <Result
          status="success"
          title={taken.receipt}
          subTitle={say(
            '把这个回执号写在收据上交给村里。村里就算已报；请在两个工作日内录入。',
            'Write this receipt number on the slip for the village. It has reported; key the rows within two working days.',
          )}
        />
      </Modal>
    );
  return (
    <Modal
      open
      title={say('收一份纸质名单', 'Take a paper list')}
      okText={say('收下', 'Take it')}
      okButtonProps={{ loading: busy, disabled: sheets.length === 0 }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form form={form} layout="vertical" onFinish={take} initialValues={{ handedOver: dayjs() }}>
        <Form.Item name="unit" label={say('哪个村', 'Which village')} rules={[{ required: true }]}>
          <RegionPicker />
        </Form.Item>
        <Form.Item
          name="handedOver"
          label={say('交来的时间（名单从这时算起）', 'Handed over (its rows count from then)')}
          rules={[{ required: true }]}
        >
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="rows" label={say('纸上有几行', 'How many rows stand on it')} rules={[{ required: true }]}>
          <InputNumber min={1} max={500} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          label={say('盖章签字的名单的照片，每页一张', 'Photos of the stamped and signed sheets, one each')}
          required
        >
          <Upload
            accept="image/*"
            multiple
            showUploadList={false}
            beforeUpload={(file) => {
              setSheets((before) => [...before, file]);
              return false;
            }}
          >
            <Button>{say('添加照片', 'Add photos')}</Button>
          </Upload>
          <Flex vertical gap={4} className="section">
            {sheets.map((sheet, index) => (
              <Flex key={`${sheet.name} ${sheet.lastModified}`} gap={8} align="center">
                {say(`第 ${index + 1} 页`, `Sheet ${index + 1}`)}
                <Button size="small" onClick={() => setSheets((before) => before.filter((one) => one !== sheet))}>
                  {say('去掉', 'Remove')}
                </Button>
              </Flex>
            ))}
          </Flex>
        </Form.Item>
        {can('steer-campaign') && (
          <Checkbox checked={late} onChange={({ target }) => setLate(target.checked)}>
            {say('锁定前交来，锁定后才登记', 'Handed over before the lock, noted only after it')}
          </Checkbox>
        )}
        {late && (
          <Form.Item
            name="because"
            label={say('原因（记入操作记录）', 'Why (for the audit log)')}
            rules={[{ required: true, min: 2, whitespace: true }]}
          >
            <Input maxLength={200} />
          </Form.Item>
        )}
        {refused && <Alert type="error" showIcon role="alert" title={refused} className="section" />}
      </Form>
    </Modal>
  );
}
