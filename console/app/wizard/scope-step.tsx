import { Form, Input, InputNumber, Select } from 'antd';
import type { Definition } from '../../../domain/definition/definition';
import { RegionPicker } from '../parts/region-picker';
import { useWords } from '../words';
import type { Change } from './draft';
import { TextFields } from './text-fields';

/** What it is called, who asks, whom: the region on the tree; and the hours in which nobody is disturbed. */
export function ScopeStep({ definition, change }: { definition: Definition; change: Change }) {
  const { say } = useWords();
  const { quietHours, workingHours, budget } = definition;
  return (
    <Form layout="vertical" component="div">
      <TextFields id="name" label={say('名称', 'Name')} value={definition.name} onChange={(name) => change({ name })} />
      <TextFields
        id="organisation"
        label={say('发起单位', 'Organisation')}
        value={definition.organisation}
        onChange={(organisation) => change({ organisation })}
      />
      <div className="grid-2 tight">
        <Form.Item
          label={say('编号', 'Id')}
          htmlFor="definition-id"
          extra={say('小写字母、数字、连字符', 'Lower-case letters, digits and hyphens')}
        >
          <Input id="definition-id" value={definition.id} onChange={({ target }) => change({ id: target.value })} />
        </Form.Item>
        <Form.Item label={say('冬季（首年）', 'Winter (first year)')} htmlFor="season">
          <InputNumber
            id="season"
            value={definition.season}
            min={2000}
            max={2090}
            style={{ width: '100%' }}
            onChange={(season) => season && change({ season })}
          />
        </Form.Item>
        <Form.Item label={say('范围', 'Scope')} htmlFor="scope" required>
          <RegionPicker id="scope" value={definition.scope} onChange={(scope) => change({ scope })} />
        </Form.Item>
        <Form.Item label={say('节假日', 'Holidays')} htmlFor="holidays">
          <Select
            id="holidays"
            value={definition.holidays}
            onChange={(holidays) => change({ holidays })}
            options={[
              { value: 'cn', label: say('国务院放假调休安排', 'China’s public holidays') },
              { value: 'none', label: say('只按周末', 'Weekends only') },
            ]}
          />
        </Form.Item>
        <HoursField
          id="quiet"
          label={say('夜间不打扰', 'Quiet hours')}
          value={quietHours}
          onChange={(hours) => change({ quietHours: hours })}
        />
        <HoursField
          id="working"
          label={say('工作时间', 'Working hours')}
          value={workingHours}
          onChange={(hours) => change({ workingHours: hours })}
        />
        <Form.Item label={say('短信预算（元）', 'Budget for SMS (yuan)')} htmlFor="budget">
          <InputNumber
            id="budget"
            min={0.01}
            value={budget?.sms ?? null}
            style={{ width: '100%' }}
            onChange={(sms) => change({ budget: sms ? { sms } : undefined })}
          />
        </Form.Item>
      </div>
    </Form>
  );
}

type Hours = Definition['quietHours'];

function HoursField({
  id,
  label,
  value,
  onChange,
}: {
  id: string;
  label: string;
  value: Hours;
  onChange(hours: Hours): void;
}) {
  const { say } = useWords();
  return (
    <Form.Item label={label} htmlFor={id}>
      <Input
        id={id}
        value={value.from}
        prefix={say('从', 'from')}
        style={{ width: '49%' }}
        onChange={({ target }) => onChange({ ...value, from: target.value })}
      />{' '}
      <Input
        value={value.to}
        aria-label={`${label}: ${say('到', 'to')}`}
        prefix={say('到', 'to')}
        style={{ width: '49%' }}
        onChange={({ target }) => onChange({ ...value, to: target.value })}
      />
    </Form.Item>
  );
}
