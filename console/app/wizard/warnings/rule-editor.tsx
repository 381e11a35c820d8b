import type { WarningRule } from '../../../../domain/warning/alert/rules';
import { useWords } from '../../words';
import { channels } from '../definition-words';
import { Every } from '../inputs/every';
import { ManyInput, MaybeChoiceInput, NumberInput, type Option } from '../inputs/inputs';
import { MaybeTextFields } from '../inputs/text-fields';

type Minutes =
  | 'deputyAfter'
  | 'acknowledgeWithin'
  | 'townshipAfter'
  | 'countyAfter'
  | 'dispatchWithin'
  | 'completeWithin';

/** One rule: what is left empty is as in the shared table, which stands there in grey. */
export function RuleEditor({
  rule,
  shared,
  categories,
  onChange,
}: {
  rule: Partial<WarningRule>;
  shared: WarningRule | undefined;
  categories: Option<string>[];
  onChange(rule: Partial<WarningRule>): void;
}) {
  const { say } = useWords();
  const set = <Key extends keyof WarningRule>(key: Key, value: WarningRule[Key] | undefined) => {
    const { [key]: _, ...others } = rule;
    onChange((value === undefined ? others : { ...others, [key]: value }) as Partial<WarningRule>);
  };
  const common = (word: string | number | undefined) => (word === undefined || word === '' ? '' : String(word));
  const number = (key: Minutes | 'extendWorkingDays' | 'revisitEveryHours', label: string, suffix: string) => (
    <NumberInput
      label={label}
      suffix={suffix}
      min={key === 'extendWorkingDays' ? 0 : 1}
      value={rule[key]}
      placeholder={common(shared?.[key])}
      onChange={(value) => set(key, value)}
    />
  );
  const minutes = (key: Minutes, label: string) => number(key, label, say('分', 'min'));
  const urgent = [
    { value: 'yes', label: say('是', 'yes') },
    { value: 'no', label: say('否', 'no') },
  ];
  const ordinary: Option<WarningRule['ordinary']>[] = [
    { value: 'wait', label: say('暂缓', 'wait') },
    { value: 'go', label: say('照发', 'go') },
  ];
  const manyOrNone = (values: string[]) => (values.length > 0 ? values : undefined);
  return (
    <div className="wide">
      <p className="soft">
        {say('空着的照通用规则，灰字就是通用的值。', 'What is left empty is as in the common rule, shown in grey.')}
      </p>
      <Every<WarningRule>>
        {{
          acknowledgeWithin: minutes('acknowledgeWithin', say('已知晓：多久算晚', 'Known: late after')),
          deputyAfter: minutes('deputyAfter', say('多久后找 B 角', 'Deputy asked after')),
          townshipAfter: minutes('townshipAfter', say('多久后告知上级', 'Superior told after')),
          countyAfter: minutes('countyAfter', say('多久后再上一级并转电话', 'Next level and calls after')),
          dispatchWithin: minutes('dispatchWithin', say('已派人：多久算晚', 'Somebody sent: late after')),
          completeWithin: minutes('completeWithin', say('已完成：多久算晚', 'Done: late after')),
          urgent: (
            <MaybeChoiceInput
              label={say('不分昼夜', 'At any hour')}
              value={rule.urgent === undefined ? undefined : rule.urgent ? 'yes' : 'no'}
              options={urgent}
              otherwise={shared ? say(shared.urgent ? '是' : '否', shared.urgent ? 'yes' : 'no') : ''}
              onChange={(chosen) => set('urgent', chosen === undefined ? undefined : chosen === 'yes')}
            />
          ),
          ordinary: (
            <MaybeChoiceInput
              label={say('普通提醒', 'Ordinary reminders')}
              value={rule.ordinary}
              options={ordinary}
              otherwise={ordinary.find(({ value }) => value === shared?.ordinary)?.label ?? ''}
              onChange={(chosen) => set('ordinary', chosen)}
            />
          ),
          extendWorkingDays: number('extendWorkingDays', say('顺延', 'Put off by'), say('工作日', 'working days')),
          revisitEveryHours: number(
            'revisitEveryHours',
            say('拒绝的隔多久再访', 'Who refused: again every'),
            say('小时', 'h'),
          ),
          channels: (
            <ManyInput
              label={say('怎么发，先用前面的', 'By, the first one preferred')}
              value={rule.channels ?? []}
              placeholder={common(
                channels(say)
                  .filter(({ value }) => shared?.channels.includes(value))
                  .map(({ label }) => label)
                  .join(' '),
              )}
              options={channels(say)}
              onChange={(values) => set('channels', manyOrNone(values) as WarningRule['channels'] | undefined)}
            />
          ),
          patrolsAt: (
            <ManyInput
              label={say('巡查时间，至少两次', 'Patrols at, two at least')}
              extra={say('例如 08:00 20:00，回车确认', 'Such as 08:00 20:00, with Enter')}
              value={rule.patrolsAt ?? []}
              placeholder={common(shared?.patrolsAt.join(' '))}
              onChange={(values) => set('patrolsAt', manyOrNone(values))}
            />
          ),
          visit: (
            <ManyInput
              label={say('走访哪几类，最危险的在前', 'Whom to visit, those at most risk first')}
              value={rule.visit ?? []}
              placeholder={say('报过的都走访', 'all that were reported')}
              options={categories}
              onChange={(values) => set('visit', manyOrNone(values))}
            />
          ),
          goods: (
            <MaybeTextFields
              label={say('备好的物资', 'Goods to make ready')}
              value={rule.goods}
              onChange={(goods) => set('goods', goods)}
            />
          ),
        }}
      </Every>
    </div>
  );
}
