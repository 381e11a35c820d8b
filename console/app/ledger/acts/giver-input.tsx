import { Form, Input, InputNumber, Radio, Select } from 'antd';
import { useWords } from '../../words';

/** Who gives, as a form has it. */
export interface GiverInput {
  giver?: 'unnamed' | 'source' | 'donor' | 'name';
  source?: string;
  donor?: number;
  donorName?: string;
  donorPhone?: string;
}

/** @returns the giver as the API takes it */
export function giverOf({ giver, source, donor, donorName, donorPhone }: GiverInput): object {
  if (giver === 'source') return { source };
  if (giver === 'donor') return { donor };
  if (giver === 'name') return { name: donorName, ...(donorPhone && { phone: donorPhone }) };
  return { unnamed: true };
}

/** Who gives: a level of the treasury, an organisation, somebody with a name, or 爱心人士. */
export function GiverFields() {
  const { say } = useWords();
  const form = Form.useFormInstance<GiverInput>();
  const giver = Form.useWatch('giver', form);
  const sources = [
    ['fiscal-central', say('中央财政', 'Central treasury')],
    ['fiscal-province', say('省级财政', 'Treasury of the province')],
    ['fiscal-city', say('市级财政', 'Treasury of the city')],
    ['fiscal-county', say('县级财政', 'Treasury of the county')],
    ['charity', say('慈善会', 'Charity federation')],
    ['red-cross', say('红十字会', 'Red Cross')],
    ['enterprise', say('企业', 'Enterprises')],
  ].map(([value, label]) => ({ value, label }));
  const required = [{ required: true, message: say('请填写', 'Say who') }];
  return (
    <>
      <Form.Item name="giver" label={say('谁给的', 'From whom')}>
        <Radio.Group
          options={[
            { value: 'source', label: say('财政或单位', 'Treasury or organisation') },
            { value: 'name', label: say('写明姓名', 'Somebody with a name') },
            { value: 'donor', label: say('以前登记过', 'A donor known before') },
            { value: 'unnamed', label: say('爱心人士（不留名）', 'Wants no name') },
          ]}
        />
      </Form.Item>
      {giver === 'source' && (
        <Form.Item name="source" label={say('哪一家', 'Which one')} rules={required}>
          <Select options={sources} />
        </Form.Item>
      )}
      {giver === 'donor' && (
        <Form.Item
          name="donor"
          label={say('捐赠人编号', 'Number of the donor')}
          extra={say('见流水中的“捐赠人 12”', 'In the journal: “donor 12”')}
          rules={required}
        >
          <InputNumber min={1} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      )}
      {giver === 'name' && (
        <>
          <Form.Item
            name="donorName"
            label={say('捐赠人', 'Name of the donor')}
            extra={say('加密保存', 'Kept sealed')}
            rules={required}
          >
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name="donorPhone" label={say('电话（可不填）', 'Telephone (optional)')}>
            <Input maxLength={30} autoComplete="off" />
          </Form.Item>
        </>
      )}
    </>
  );
}
