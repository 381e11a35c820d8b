import { Form } from 'antd';
import type { Definition, Standard } from '../../../../domain/campaign/definition/definition';
import { formsCounting, freeName, withCategoryRenamed } from '../../../../domain/campaign/definition/renaming';
import { textOf, useWords } from '../../words';
import type { Change } from '../draft';
import { PartList } from '../inputs/part-list';
import { StandardEditor } from './standard-editor';

/** The categories of people, and the standard of each. */
export function StandardsAside({ definition, change }: { definition: Definition; change: Change }) {
  const { language, say } = useWords();
  const { standards } = definition;
  const categories = standards.map(({ category }) => category);
  const kept = ({ category }: Standard): string | null => {
    const forms = formsCounting(definition, category).map(({ name }) => textOf(name, language));
    if (forms.length === 0) return null;
    return say(`表单还计入它：${forms.join('、')}`, `Forms count towards it: ${forms.join(', ')}`);
  };
  return (
    <Form layout="vertical" component="div">
      <p className="soft intro">
        {say(
          '每一类对象和慰问标准。表单的栏目可以计入一类，报告把报上来的与计划对照。',
          'Each category of people, and what they get. Fields of forms count towards one; reports hold the figures against what is planned.',
        )}
      </p>
      <PartList<Standard>
        parts={standards}
        titleOf={({ name, cash, goods }) =>
          [
            textOf(name, language),
            cash > 0 && say(`${cash} 元`, `${cash} yuan`),
            ...goods.map((one) => textOf(one.name, language)),
          ]
            .filter(Boolean)
            .join(' · ')
        }
        make={() => ({
          category: freeName('category', categories),
          name: { 'zh-CN': '新类别', en: 'New category' },
          per: 'household',
          cash: 0,
          goods: [],
        })}
        addWord={say('加一类', 'Add a category')}
        onChange={(changed) => change({ standards: changed })}
        keep={kept}
      >
        {(standard, put) => (
          <StandardEditor
            standard={standard}
            put={put}
            items={definition.items}
            purses={definition.purses}
            taken={categories.filter((one) => one !== standard.category)}
            onRename={(category) => change(withCategoryRenamed(definition, standard.category, category))}
          />
        )}
      </PartList>
    </Form>
  );
}
