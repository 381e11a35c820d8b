import { Collapse, Form, Input, InputNumber } from 'antd';
import type { Definition } from '../../../../domain/campaign/definition/definition';
import { useFeedback } from '../../feedback';
import { RegionPicker } from '../../people/region-picker';
import { useWords } from '../../words';
import { hasPlans, withoutPlans } from '../beginnings';
import type { Change } from '../draft';
import { Every } from '../inputs/every';
import { NumberInput } from '../inputs/inputs';
import { TextFields } from '../inputs/text-fields';
import type { KeysAt } from '../places';
import { MoreSettings, type Seldom } from './more-settings';

type Often = Pick<Definition, Exclude<KeysAt<'scope'>, Seldom>>;

/** Seconds that a message stays. */
const READ_S = 8;

/** Names, organisation, and the region on the tree; below, the settings that seldom change. */
export function ScopeStep({ definition, change }: { definition: Definition; change: Change }) {
  const { say } = useWords();
  const { id, name, organisation, season, scope, budget } = definition;
  const { message } = useFeedback();
  /** Planned totals are those of the former places: a report would compare with them. */
  const rescope = (code: string) => {
    const plans = hasPlans(definition);
    change({ scope: code, ...(code !== scope && plans && withoutPlans(definition)) });
    if (code !== scope && plans)
      void message.info(
        say(
          '计划总数是按原来的范围定的，已一并清空；可以撤销，或在“标准”里重填。',
          'The planned totals were those of the former scope, and are emptied: undo it, or fill them in under Standards.',
        ),
        READ_S,
      );
  };
  return (
    <Form layout="vertical" component="div">
      <Every<Often>>
        {{
          name: <TextFields label={say('名称', 'Name')} value={name} onChange={(text) => change({ name: text })} />,
          organisation: (
            <TextFields
              label={say('发起单位', 'Organisation')}
              value={organisation}
              onChange={(text) => change({ organisation: text })}
            />
          ),
          scope: (
            <Form.Item label={say('范围', 'Scope')} htmlFor="scope" required>
              <RegionPicker id="scope" value={scope} onChange={rescope} />
            </Form.Item>
          ),
          season: (
            <Form.Item label={say('冬季（首年）', 'Winter (first year)')} htmlFor="season">
              <InputNumber
                id="season"
                value={season}
                min={2000}
                max={2090}
                style={{ width: '100%' }}
                onChange={(year) => year && change({ season: year })}
              />
            </Form.Item>
          ),
          id: (
            <Form.Item
              label={say('编号', 'Id')}
              htmlFor="definition-id"
              extra={say('小写字母、数字、连字符', 'Lower-case letters, digits and hyphens')}
            >
              <Input id="definition-id" value={id} onChange={({ target }) => change({ id: target.value })} />
            </Form.Item>
          ),
          budget: (
            <NumberInput
              label={say('短信预算（元）', 'Budget for SMS (yuan)')}
              min={0.01}
              value={budget?.sms}
              placeholder={say('不限', 'no limit')}
              onChange={(sms) => change({ budget: sms ? { sms } : undefined })}
            />
          ),
        }}
      </Every>
      <Collapse
        size="small"
        items={[
          {
            key: 'more',
            label: say(
              '更多：年度、消息语言、节假日、工作时间、免打扰时段、时区、短信平台',
              'More: season, language of messages, holidays, working hours, quiet hours, time zone, SMS platforms',
            ),
            children: <MoreSettings definition={definition} change={change} />,
          },
        ]}
      />
    </Form>
  );
}
