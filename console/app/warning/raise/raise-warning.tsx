import { Form, Input, Radio, Select, Switch } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { HAZARD_NAMES, warningTitle } from '../../../../domain/warning/alert/titles';
import { COLOURS, type Colour, HAZARDS, type Hazard } from '../../../../domain/warning/feed/warning';
import { send } from '../../api';
import { DatePicker } from '../../parts/date-picker';
import { RegionsPicker, useRegionNames } from '../../people/region-picker';
import { useMe } from '../../session';
import { FormDialog } from '../../shell/form-dialog';
import type { Drilled, Taken } from '../../types';
import { textOf, useWords } from '../../words';
import { Signal } from '../signal';
import { type Call, callOf } from './call-choice';
import { useDrillQuestion } from './drill-question';
import { useWoken } from './use-woken';
import { WokenNotice } from './woken-notice';

interface Raised {
  hazard: Hazard;
  colour: Colour;
  areas: string[];
  endsAt?: Dayjs;
  headline?: string;
  issuer?: string;
  drillOf?: string;
  reason?: string;
}

/** Enters a warning by hand, for example after a call from the weather office: for real, or as a drill. */
export function RaiseWarning({ campaign, onClose }: { campaign: string | null; onClose(done: boolean): void }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const ask = useDrillQuestion();
  const [form] = Form.useForm<Raised>();
  const hazard = Form.useWatch('hazard', form) ?? 'cold-wave';
  const colour = Form.useWatch('colour', form);
  const areas = Form.useWatch('areas', form) ?? [];
  const endsAt = Form.useWatch('endsAt', form)?.toISOString();
  const names = useRegionNames(areas);
  const [drill, setDrill] = useState(false);
  const [call, setCall] = useState<Call>({ by: 'nobody' });
  const { woken, refused, asked } = useWoken({ hazard, colour, areas, endsAt, campaign });
  const answering = woken?.campaigns ?? [];

  const raise = (said: Raised) => {
    const called = woken && woken.uncovered.length > 0 ? callOf(call) : null;
    return send<Taken>('/api/warnings/raise', {
      ...enteredOf(said),
      ...(campaign && { campaign }),
      ...(called && { call: called }),
    });
  };
  const makeDrill = async (said: Raised) => {
    const { reason, drillOf = answering[0]?.id } = said;
    const meant = answering.find(({ id }) => id === drillOf);
    if (!meant) throw new Error(say('没有活动覆盖这里，不能演练。', 'No campaign covers the place: no drill.'));
    if (!(await ask(meant))) throw new Error(say('没有发送。', 'Nothing was sent.'));
    const places = said.areas.map((code) => ({ code, name: names.get(code) ?? code }));
    const headline = warningTitle(said.hazard, said.colour)['zh-CN'];
    const text = JSON.stringify({ headline, ...enteredOf(said), areas: places });
    const { sent } = await send<Drilled>('/api/warnings/drill', {
      ...{ campaign: meant.id, format: 'manual', send: true, reason: reason?.trim() },
      text,
    });
    return sent;
  };
  return (
    <FormDialog<Raised, Taken | null>
      title={say('录入／转发预警', 'Enter or pass on a warning')}
      okText={drill ? say('作为演练发出', 'Send as a drill') : say('录入', 'Enter it')}
      danger
      width={620}
      form={form}
      initialValues={{ hazard: 'cold-wave' }}
      submit={drill ? makeDrill : raise}
      done={(taken) =>
        taken && taken.workflows.length > 0
          ? { type: 'success', content: say('预警已录入，正在叫应', 'The warning is in, and people are being woken') }
          : {
              type: 'warning',
              content: say('预警已录入，但没有叫应任何人', 'The warning is in, but nobody is woken'),
            }
      }
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
          {COLOURS.map((one) => (
            <Radio key={one} value={one}>
              <Signal hazard={hazard} colour={one} />
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
      <Form.Item>
        <WokenNotice asked={asked} woken={woken} refused={refused} drill={drill} call={call} onCall={setCall} />
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
      {can('make-drill') && campaign === null && (
        <Form.Item label={say('作为演练', 'As a drill')} htmlFor="as-drill">
          <Switch id="as-drill" checked={drill} onChange={setDrill} />{' '}
          <span className="soft">
            {say('真实手机会收到，每条以【演练】开头', 'Real phones get it; every text says that it is a drill')}
          </span>
        </Form.Item>
      )}
      {drill && answering.length > 1 && (
        <Form.Item name="drillOf" label={say('由哪个活动演练', 'Whose drill')} initialValue={answering[0]?.id}>
          <Select options={answering.map(({ id, title }) => ({ value: id, label: textOf(title, language) }))} />
        </Form.Item>
      )}
      {drill && (
        <Form.Item
          name="reason"
          label={say('演练原因', 'Why the drill is made')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input maxLength={500} />
        </Form.Item>
      )}
    </FormDialog>
  );
}

/** The warning as the server takes it. */
const enteredOf = ({ hazard, colour, areas, endsAt, headline, issuer }: Raised) => ({
  ...{ hazard, colour, areas },
  ...(endsAt && { endsAt: endsAt.toISOString() }),
  ...(headline?.trim() && { headline: headline.trim() }),
  ...(issuer?.trim() && { issuer: issuer.trim() }),
});
