import { Card, Flex, Typography } from 'antd';
import { LinkButton } from '../shell/link-button';
import type { Templates } from '../types';
import { useData } from '../use-data';
import { textOf, useWords } from '../words';

/** The templates for a new campaign. */
export function TemplateList() {
  const { language, say } = useWords();
  const { data } = useData<Templates>('/api/templates');
  return (
    <section className="section" aria-labelledby="templates">
      <Typography.Title level={2} id="templates">
        {say('模板', 'Templates')}
      </Typography.Title>
      <div className="cards">
        {data?.templates.map(({ id, name, organisation, stages }) => (
          <Card key={id} size="small" title={textOf(name, language)}>
            <Typography.Paragraph type="secondary">{textOf(organisation, language)}</Typography.Paragraph>
            <Typography.Paragraph>
              {stages
                .map(({ name, opens }) => `${textOf(name, language)} ${say(opens.replace('lunar ', '农历'), opens)}`)
                .join(' → ')}
            </Typography.Paragraph>
            <Flex gap={8} wrap>
              <LinkButton to={`/campaigns/new?template=${id}`}>{say('用它新建', 'Begin with it')}</LinkButton>
              <LinkButton to={`/rehearse?template=${id}`}>{say('演练', 'Rehearse')}</LinkButton>
            </Flex>
          </Card>
        ))}
      </div>
    </section>
  );
}
