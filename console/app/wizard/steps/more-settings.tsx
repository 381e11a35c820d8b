import { Form, Input, Select } from 'antd';
import { useId } from 'react';
import type { Definition } from '../../../../domain/campaign/definition/definition';
import { isSmsPlatform, SMS_PLATFORMS } from '../../../../domain/message/sms-platforms';
import { useWords } from '../../words';
import type { Change } from '../draft';
import { Every } from '../inputs/every';
import { ChoiceInput, Labelled, ManyInput, MaybeChoiceInput } from '../inputs/inputs';
import type { KeysAt } from '../places';

const SELDOM = [
  'seasonFrom',
  'language',
  'holidays',
  'workingHours',
  'quietHours',
  'digestsAt',
  'zone',
  'providers',
] as const satisfies KeysAt<'scope'>[];
export type Seldom = (typeof SELDOM)[number];

const MONTHS = Array.from({ length: 12 }, (_, before) => before + 1);

/** Settings that templates include and few campaigns change. */
export function MoreSettings({ definition, change }: { definition: Definition; change: Change }) {
  const { say } = useWords();
  const { seasonFrom, language, holidays, workingHours, quietHours, digestsAt, zone, providers } = definition;
  return (
    <Every<Pick<Definition, Seldom>>>
      {{
        seasonFrom: (
          <MaybeChoiceInput
            label={say('年度从几月起', 'Month in which the season begins')}
            value={seasonFrom}
            otherwise={say('7 月（冬春）', 'July (a winter)')}
            options={MONTHS.map((month) => ({
              value: month,
              label: month === 1 ? say('1 月（自然年）', '1 (a calendar year)') : say(`${month} 月`, String(month)),
            }))}
            onChange={(month) => change({ seasonFrom: month })}
          />
        ),
        language: (
          <ChoiceInput
            label={say('消息语言', 'Language of messages')}
            extra={say('联系人自己有语言的，用自己的', 'Contacts with a language of their own get theirs')}
            value={language}
            options={[
              { value: 'zh-CN', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
            onChange={(chosen) => change({ language: chosen })}
          />
        ),
        holidays: (
          <ChoiceInput
            label={say('节假日', 'Holidays')}
            value={holidays}
            onChange={(chosen) => change({ holidays: chosen })}
            options={[
              { value: 'cn', label: say('国务院放假调休安排', 'China’s public holidays') },
              { value: 'none', label: say('只按周末', 'Weekends only') },
            ]}
          />
        ),
        workingHours: (
          <HoursInput
            label={say('工作时间', 'Working hours')}
            value={workingHours}
            onChange={(hours) => change({ workingHours: hours })}
          />
        ),
        quietHours: (
          <HoursInput
            label={say('免打扰时段', 'Quiet hours')}
            extra={say('两个时间相同就是没有', 'The same twice for none')}
            value={quietHours}
            onChange={(hours) => change({ quietHours: hours })}
          />
        ),
        digestsAt: (
          <Labelled label={say('每天几点给上级发汇总', 'Hour of the daily digest to superiors')}>
            {(id) => (
              <Input
                id={id}
                value={digestsAt ?? ''}
                placeholder={say('各轮按各自的时间', 'each round at its own time')}
                onChange={({ target }) => change({ digestsAt: target.value === '' ? undefined : target.value })}
              />
            )}
          </Labelled>
        ),
        zone: (
          <Labelled label={say('时区', 'Time zone')}>
            {(id) => (
              <Select
                id={id}
                showSearch
                value={zone}
                onChange={(chosen: string) => change({ zone: chosen })}
                options={Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value }))}
              />
            )}
          </Labelled>
        ),
        providers: (
          <ManyInput
            label={say('短信平台，先用前面的', 'SMS platforms, the first one preferred')}
            value={providers ?? []}
            options={SMS_PLATFORMS.map((name) => ({ value: name, label: name }))}
            placeholder={say('按本系统的设置', 'as this installation has them')}
            onChange={(names) => change({ providers: names.length > 0 ? names.filter(isSmsPlatform) : undefined })}
          />
        ),
      }}
    </Every>
  );
}

type Hours = Definition['quietHours'];

function HoursInput({
  label,
  value,
  onChange,
  extra,
}: {
  label: string;
  value: Hours;
  onChange(hours: Hours): void;
  extra?: string;
}) {
  const { say } = useWords();
  const id = useId();
  return (
    <Form.Item label={label} htmlFor={id} extra={extra}>
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
