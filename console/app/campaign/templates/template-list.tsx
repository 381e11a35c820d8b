import { Flex } from 'antd';
import { dayInWords } from '../../../../domain/campaign/calendar/shown-day';
import { LinkButton } from '../../shell/link-button';
import { textOf, useWords } from '../../words';
import { TemplateCards } from './template-cards';

/** The templates for a new campaign. */
export function TemplateList() {
  const { language, say } = useWords();
  return (
    <section className="section" aria-labelledby="templates">
      <h2 id="templates">{say('模板', 'Templates')}</h2>
      <TemplateCards
        stagesOf={(stages) =>
          stages.map(({ name, opens }) => `${textOf(name, language)} ${dayInWords(opens, language)}`).join(' → ')
        }
        actions={({ id }) => (
          <Flex gap={8} wrap>
            <LinkButton to={`/campaigns/new?template=${id}`}>{say('用它新建', 'Begin with it')}</LinkButton>
            <LinkButton to={`/rehearse?template=${id}`}>{say('演练', 'Rehearse')}</LinkButton>
          </Flex>
        )}
      />
    </section>
  );
}
