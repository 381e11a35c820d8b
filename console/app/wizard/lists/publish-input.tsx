import type { ListDefinition } from '../../../../domain/campaign/definition/definition';
import { useWords } from '../../words';
import { ChoiceInput, type Option } from '../inputs/inputs';

type Publish = ListDefinition['publish'];
type How = 'names' | 'count';

/** What the public may read, for each category: sensitive ones show a number alone. */
export function PublishInput({
  list,
  categories,
  onChange,
}: {
  list: ListDefinition;
  categories: Option<string>[];
  onChange(publish: Publish): void;
}) {
  const { say } = useWords();
  const howOf = (category: string): How =>
    typeof list.publish === 'string' ? list.publish : (list.publish[category] ?? 'count');
  const put = (category: string, how: How) => {
    const each = Object.fromEntries(list.categories.map((one) => [one, one === category ? how : howOf(one)]));
    const [first] = Object.values(each);
    onChange(first && Object.values(each).every((one) => one === first) ? first : each);
  };
  return list.categories.map((category) => (
    <ChoiceInput
      key={category}
      label={say(
        `公示内容：${categories.find(({ value }) => value === category)?.label ?? category}`,
        `The public reads: ${categories.find(({ value }) => value === category)?.label ?? category}`,
      )}
      value={howOf(category)}
      options={[
        { value: 'names', label: say('隐去的姓名', 'masked names') },
        { value: 'count', label: say('只有数量', 'the number alone') },
      ]}
      onChange={(how) => put(category, how)}
    />
  ));
}
