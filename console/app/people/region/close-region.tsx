import { Alert, Form, Radio } from 'antd';
import { send } from '../../api';
import { FormDialog } from '../../shell/form-dialog';
import { ReasonField } from '../../shell/reason-field';
import type { Place } from '../../types';
import { useWords } from '../../words';
import { RegionPicker } from '../region-picker';

interface Typed {
  how: 'close' | 'merge';
  into?: string;
  reason: string;
}

/** Closes a region that is no more, or merges it into the one that answers for it now. */
export function CloseRegion({ place, onClose }: { place: Place; onClose(done: boolean): void }) {
  const { say } = useWords();
  const [form] = Form.useForm<Typed>();
  const how = Form.useWatch('how', form) ?? 'close';
  return (
    <FormDialog<Typed>
      title={say(`撤并 ${place.name}`, `Close or merge ${place.name}`)}
      okText={how === 'merge' ? say('并入', 'Merge') : say('撤销', 'Close')}
      danger
      form={form}
      initialValues={{ how: 'close' }}
      submit={({ how, into = null, reason }) =>
        send(`/api/register/regions/${encodeURIComponent(place.code)}/close`, {
          into: how === 'merge' ? into : null,
          reason,
        })
      }
      done={say('已办理', 'Done')}
      onClose={onClose}
    >
      <Alert
        type="info"
        showIcon
        title={say(
          '以后的活动不再向这里布置；已有的上报、名单和消息保留，可以恢复。正在进行的活动请重新编排。',
          'It is asked no more. What was reported, its lists and messages stay, and it can be opened again. Plan running campaigns again.',
        )}
      />
      <Form.Item name="how" className="section">
        <Radio.Group
          options={[
            { value: 'close', label: say('撤销', 'Close') },
            { value: 'merge', label: say('并入另一个地区', 'Merge into another region') },
          ]}
        />
      </Form.Item>
      {how === 'merge' && (
        <Form.Item
          name="into"
          label={say('并入', 'Into')}
          extra={say(
            '下级随之移过去；那里没有人的职责由这里的人接任。',
            'Regions below move there; its people take the duties that nobody has there.',
          )}
          rules={[{ required: true, message: say('请选择', 'Choose one') }]}
        >
          <RegionPicker />
        </Form.Item>
      )}
      <ReasonField placeholder={say('例如：撤村并村', 'For example: merged by the county')} />
    </FormDialog>
  );
}
