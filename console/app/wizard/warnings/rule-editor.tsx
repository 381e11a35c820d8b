import type { Definition } from '../../../../domain/campaign/definition/definition';
import type { PartOfRule, WarningRule } from '../../../../domain/warning/alert/rules';
import { minutesIn, type Step, WARNING_ASKS, type WarningAsk } from '../../../../domain/warning/alert/steps';
import { type Say, useWords } from '../../words';
import { Every } from '../inputs/every';
import { ManyInput, MaybeChoiceInput, NumberInput, type Option } from '../inputs/inputs';
import { MaybeTextFields } from '../inputs/text-fields';
import { ladderWord } from '../ladders/ladder-names';
import { DispatchInput } from './dispatch-input';

/** The asks, with the wizard's names of their ladders. */
const ladderWords = (say: Say): Record<WarningAsk, string> => ({
  known: say('已知晓的阶梯', 'Ladder of known'),
  sent: say('已派人的阶梯', 'Ladder of sent'),
  done: say('已完成的阶梯', 'Ladder of done'),
  patrol: say('巡查的阶梯', 'Ladder of patrols'),
  revisit: say('回访的阶梯', 'Ladder of revisits'),
});

/** One rule: an empty value means the shared table's, which is shown in grey. */
export function RuleEditor({
  rule,
  shared,
  categories,
  ladders,
  items,
  purses,
  onChange,
}: Pick<Definition, 'items' | 'purses'> & {
  rule: PartOfRule;
  shared: WarningRule | undefined;
  categories: Option<string>[];
  /** The ladders that a rule may name. */
  ladders: Option<string>[];
  onChange(rule: PartOfRule): void;
}) {
  const { say } = useWords();
  const set = <Key extends keyof PartOfRule>(key: Key, value: PartOfRule[Key]) => {
    const { [key]: _, ...others } = rule;
    onChange(value === undefined ? others : { ...others, [key]: value });
  };
  const common = (word: string | number | undefined) => (word === undefined || word === '' ? '' : String(word));
  const number = (key: 'extendWorkingDays' | 'revisitEveryHours', label: string, suffix: string) => (
    <NumberInput
      label={label}
      suffix={suffix}
      min={key === 'extendWorkingDays' ? 0 : 1}
      value={rule[key]}
      placeholder={common(shared?.[key])}
      onChange={(value) => set(key, value)}
    />
  );
  const minutes = (step: Step, label: string) => {
    const [own, common] = [rule[step], shared?.[step]];
    return (
      <NumberInput
        label={label}
        suffix={say('分', 'min')}
        min={1}
        value={own && minutesIn(own)}
        placeholder={common && String(minutesIn(common))}
        onChange={(value) => set(step, value === undefined ? undefined : { minutes: value })}
      />
    );
  };
  const ladderOf = (ask: WarningAsk, name: string | undefined) => {
    const { [ask]: _, ...others } = rule.ladders ?? {};
    const named = name === undefined ? others : { ...others, [ask]: name };
    set('ladders', Object.keys(named).length > 0 ? named : undefined);
  };
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
          known: minutes('known', say('已知晓：多久算晚', 'Known: late after')),
          sent: minutes('sent', say('已派人：多久算晚', 'Somebody sent: late after')),
          done: minutes('done', say('已完成：多久算晚', 'Done: late after')),
          ladders: WARNING_ASKS.map((ask) => (
            <MaybeChoiceInput<string>
              key={ask}
              label={ladderWords(say)[ask]}
              value={rule.ladders?.[ask]}
              options={ladders}
              otherwise={shared ? ladderWord(shared.ladders[ask], say) : ''}
              onChange={(name) => ladderOf(ask, name)}
            />
          )),
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
              label={say('普通催报', 'Ordinary reminders')}
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
          dispatch: (
            <DispatchInput
              value={rule.dispatch}
              items={items}
              purses={purses}
              onChange={(dispatch) => set('dispatch', dispatch)}
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
