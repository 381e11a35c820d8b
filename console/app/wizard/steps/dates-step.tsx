import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Segmented, Select, Typography } from 'antd';
import { useState } from 'react';
import { wordsOfPicked } from '../../../../domain/campaign/calendar/day-words';
import { monthsOf } from '../../../../domain/campaign/calendar/season-months';
import type { Definition, Stage } from '../../../../domain/campaign/definition/definition';
import type { Span } from '../../calendar/span';
import type { Plan } from '../../types';
import { textOf, useWords } from '../../words';
import { newStage } from '../beginnings';
import type { Change } from '../draft';
import { STAGE_COLOURS } from '../stage-colours';
import { SeasonCalendar } from './season-calendar';

import { type DateField, StageCard } from './stage-card';

/** The stages, and their dates: typed, counted from one another, or picked on the calendar. */
export function DatesStep({
  definition,
  plan,
  change,
  open,
  onOpen,
  onForm,
}: {
  definition: Definition;
  plan: Plan | null;
  change: Change;
  /** The open stage, with its asks and settings. */
  open: string | null;
  onOpen(stage: string | null): void;
  onForm(form: string): void;
}) {
  const { language, say } = useWords();
  const { stages, zone } = definition;
  const [aim, setAim] = useState<{ stage: string; field: DateField }>({ stage: stages[0]?.id ?? '', field: 'opens' });
  const words: Record<DateField, string> = {
    opens: say('开始', 'Opens'),
    due: say('到期', 'Due'),
    lock: say('锁定', 'Locks'),
  };
  const set = (stage: string, part: Partial<Stage>) =>
    change({ stages: stages.map((one) => (one.id === stage ? { ...one, ...part } : one)) });
  const add = () => {
    const stage = newStage(definition, plan);
    change({ stages: [...stages, stage] });
    onOpen(stage.id);
  };
  const dayIn = (instant: string, before = 0) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(Date.parse(instant) - before));
  const spans: Span[] = (plan?.stages ?? []).flatMap((stage, index) => {
    const named = stages.find(({ id }) => id === stage.id);
    if (!named) return [];
    return [
      {
        id: stage.id,
        name: textOf(named.name, language),
        colour: STAGE_COLOURS[index % STAGE_COLOURS.length] ?? '',
        opens: dayIn(stage.opensAt),
        due: dayIn(stage.dueAt, 1),
        lock: dayIn(stage.locksAt, 1),
      },
    ];
  });
  const pick = (day: string) => {
    const before = stages.find(({ id }) => id === aim.stage)?.[aim.field];
    set(aim.stage, { [aim.field]: wordsOfPicked(monthsOf(definition), day, typeof before === 'string' ? before : '') });
  };
  return (
    <>
      {plan?.warnings.map((warning) => (
        <Alert key={warning} type="warning" showIcon title={warning} style={{ marginBottom: 8 }} />
      ))}
      <div className="stage-dates">
        {stages.map((stage, index) => (
          <StageCard
            // biome-ignore lint/suspicious/noArrayIndexKey: a stage may be given another id while it is open
            key={index}
            definition={definition}
            plan={plan}
            index={index}
            words={words}
            change={change}
            onForm={onForm}
            open={stage.id === open}
            onOpen={onOpen}
          />
        ))}
      </div>
      <Button icon={<PlusOutlined />} onClick={add} style={{ marginTop: 12 }}>
        {say('加一个阶段', 'Add a stage')}
      </Button>
      <Card size="small" className="section" title={say('在日历上定日期', 'Set dates on the calendar')}>
        <Flex gap={12} wrap align="center" style={{ marginBottom: 12 }}>
          <Select
            value={aim.stage}
            aria-label={say('阶段', 'Stage')}
            popupMatchSelectWidth={false}
            onChange={(stage) => setAim({ ...aim, stage })}
            options={stages.map(({ id, name }) => ({ value: id, label: textOf(name, language) }))}
          />
          <Segmented<DateField>
            value={aim.field}
            onChange={(field) => setAim({ ...aim, field })}
            options={(['opens', 'due', 'lock'] as const).map((field) => ({ value: field, label: words[field] }))}
          />
          <Typography.Text type="secondary">
            {say(
              '点一天就定在那天；灰色是休息日，“班”是调休上班日。',
              'A click on a day sets it; grey days are off, “work” marks make-up working days.',
            )}
          </Typography.Text>
        </Flex>
        <SeasonCalendar spans={spans} onPick={pick} />
      </Card>
    </>
  );
}
