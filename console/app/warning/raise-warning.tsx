import { Alert, DatePicker, Form, Input, Radio, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { HAZARD_NAMES } from '../../../domain/warning/alert/titles';
import { COLOURS, type Colour, HAZARDS, type Hazard } from '../../../domain/warning/feed/warning';
import { send } from '../api';
import { RegionsPicker } from '../people/region-picker';
import { FormDialog } from '../shell/form-dialog';
import { useWords } from '../words';
import { Signal } from './signal';

interface Raised {
  hazard: Hazard;
  colour: Colour;
  areas: string[];
  endsAt?: Dayjs;
  headline?: string;
  issuer?: string;
}

/** Raises a warning by hand, for example after a call from the weather office. */
export function RaiseWarning({ campaign, onClose }: { campaign: string | null; onClose(done: boolean): void }) {
  const { language, say } = useWords();
  const [form] = Form.useForm<Raised>();
  const hazard = Form.useWatch('hazard', form) ?? 'cold-wave';
  const raise = ({ endsAt, headline, issuer, ...said }: Raised) =>
    send('/api/warnings/raise', {
      ...said,
      ...(endsAt && { endsAt: endsAt.toISOString() }),
      ...(headline?.trim() && { headline: headline.trim() }),
      ...(issuer?.trim() && { issuer: issuer.trim() }),
      ...(campaign && { campaign }),
    });
  return (
    <FormDialog
      title={say('发布预警', 'Raise a warning')}
      okText={say('发布', 'Raise it')}
      danger
      width={560}
      form={form}
      initialValues={{ hazard: 'cold-wave' }}
      submit={raise}
      done={say('预警已发布', 'The warning is raised')}
      onClose={onClose}
    >
      <Form.Item name="hazard" label={say('灾种', 'Hazard')} rules={[{ required: true }]}>
        <Select
          options={HAZARDS.filter((one) => one !== 'other').map((one) => ({
            value: one,
            label: HAZARD_NAMES[one][language],
          }))}
        />
      </Form.Item>
      <Form.Item name="colour" label={say('等级', 'Colour')} rules={[{ required: true }]}>
        <Radio.Group className="signals">
          {COLOURS.map((colour) => (
            <Radio key={colour} value={colour}>
              <Signal hazard={hazard} colour={colour} />
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="areas"
        label={say('地区（县、乡镇或单位）', 'Places (counties, townships or units)')}
        rules={[{ required: true }]}
      >
        <RegionsPicker />
      </Form.Item>
      <Form.Item
        name="endsAt"
        label={say('何时结束（不知道就不填）', 'Until (leave it out when nobody knows)')}
        extra={say('按您所在地的时间', 'By the clocks where you are')}
      >
        <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name="headline"
        label={say('内容（不填则按灾种和等级）', 'What people are told (made of hazard and colour when left out)')}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="issuer" label={say('发布单位', 'Issued by')}>
        <Input maxLength={60} placeholder="值班室" />
      </Form.Item>
      <Alert
        type="warning"
        showIcon
        title={
          campaign
            ? say('只在这次演练里生效。', 'It touches this rehearsal alone.')
            : say('立即叫应：橙色和红色不分昼夜。', 'People are woken at once: orange and red at any hour.')
        }
      />
    </FormDialog>
  );
}
