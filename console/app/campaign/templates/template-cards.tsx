import { Empty, Flex, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  ORGANISER_NAMES,
  ORGANISERS,
  type Organiser,
  PURPOSE_NAMES,
  PURPOSES,
  type Purpose,
} from '../../../../domain/campaign/template-names';
import type { Templates } from '../../types';
import { useData } from '../../use-data';
import { textOf, useWords } from '../../words';

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
        <select
          className="search-input"
          aria-label={say('主办单位类型', 'Organisation')}
          value={organiser}
          onChange={({ target }) => setOrganiser(target.value as Organiser | '')}
        >
          <option value="">{say('各类单位', 'All organisations')}</option>
          {ORGANISER_NAMES.map((one) => (
            <option key={one} value={one}>
              {textOf(ORGANISERS[one], language)}
            </option>
          ))}
        </select>
        <select
          className="search-input"
          aria-label={say('用途', 'Purpose')}
          value={purpose}
          onChange={({ target }) => setPurpose(target.value as Purpose | '')}
        >
          <option value="">{say('各种用途', 'All purposes')}</option>
          {PURPOSE_NAMES.map((one) => (
            <option key={one} value={one}>
              {textOf(PURPOSES[one], language)}
            </option>
          ))}
        </select>
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
    <article className="template surface">
      <h3>{textOf(name, language)}</h3>
      <p className="soft">{textOf(organisation, language)}</p>
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
          <p>{textOf(about.special, language)}</p>
          <p className="soft">
            {say('适用：', 'For: ')}
            {textOf(about.suits, language)}
          </p>
        </>
      )}
      <p>{stages}</p>
      {children}
    </article>
  );
}
