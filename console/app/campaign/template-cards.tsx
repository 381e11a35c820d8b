import { Card, Empty, Flex, Select, Tag, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  ORGANISER_NAMES,
  ORGANISERS,
  type Organiser,
  PURPOSE_NAMES,
  PURPOSES,
  type Purpose,
} from '../../../domain/campaign/as-template';
import type { Templates } from '../types';
import { useData } from '../use-data';
import { textOf, useWords } from '../words';

type Template = Templates['templates'][number];

/** The templates as cards, to be chosen by who runs such a campaign and what it is for. */
export function TemplateCards({
  stagesOf,
  actions,
}: {
  /** The line of the stages. */
  stagesOf(stages: Template['stages']): string;
  actions(template: Template): ReactNode;
}) {
  const { language, say } = useWords();
  const { data } = useData<Templates>('/api/templates');
  const [organiser, setOrganiser] = useState<Organiser | ''>('');
  const [purpose, setPurpose] = useState<Purpose | ''>('');
  if (!data) return null;
  const shown = data.templates.filter(
    ({ about }) =>
      (organiser === '' || about?.organiser === organiser) && (purpose === '' || about?.purposes.includes(purpose)),
  );
  return (
    <>
      <Flex gap={8} wrap>
        <Select<Organiser | ''>
          aria-label={say('主办单位类型', 'Organisation')}
          style={{ minWidth: 180 }}
          value={organiser}
          onChange={setOrganiser}
          options={[
            { value: '', label: say('各类单位', 'All organisations') },
            ...ORGANISER_NAMES.map((value) => ({ value, label: textOf(ORGANISERS[value], language) })),
          ]}
        />
        <Select<Purpose | ''>
          aria-label={say('用途', 'Purpose')}
          style={{ minWidth: 180 }}
          value={purpose}
          onChange={setPurpose}
          options={[
            { value: '', label: say('各种用途', 'All purposes') },
            ...PURPOSE_NAMES.map((value) => ({ value, label: textOf(PURPOSES[value], language) })),
          ]}
        />
      </Flex>
      {shown.length === 0 && <Empty description={say('没有这样的模板', 'No such template')} className="section" />}
      <div className="cards">
        {shown.map((template) => (
          <TemplateCard key={template.id} template={template} stages={stagesOf(template.stages)}>
            {actions(template)}
          </TemplateCard>
        ))}
      </div>
    </>
  );
}

function TemplateCard({
  template: { name, organisation, about },
  stages,
  children,
}: {
  template: Template;
  stages: string;
  children: ReactNode;
}) {
  const { language, say } = useWords();
  return (
    <Card size="small" title={textOf(name, language)}>
      <Typography.Paragraph type="secondary">{textOf(organisation, language)}</Typography.Paragraph>
      {about && (
        <>
          <Flex gap={4} wrap>
            <Tag>{textOf(ORGANISERS[about.organiser], language)}</Tag>
            {about.purposes.map((purpose) => (
              <Tag key={purpose} color="blue">
                {textOf(PURPOSES[purpose], language)}
              </Tag>
            ))}
          </Flex>
          <Typography.Paragraph>{textOf(about.special, language)}</Typography.Paragraph>
          <Typography.Paragraph type="secondary">
            {say('适用：', 'For: ')}
            {textOf(about.suits, language)}
          </Typography.Paragraph>
        </>
      )}
      <Typography.Paragraph>{stages}</Typography.Paragraph>
      {children}
    </Card>
  );
}
