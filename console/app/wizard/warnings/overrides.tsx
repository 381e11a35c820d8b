import type { Definition } from '../../../../domain/campaign/definition/definition';
import type { Override } from '../../../../domain/warning/alert/rule-overrides';
import { COLOUR_NAMES, HAZARD_NAMES } from '../../../../domain/warning/alert/titles';
import { COLOURS, HAZARDS } from '../../../../domain/warning/feed/warning';
import type { WarningRules } from '../../types';
import { useData } from '../../use-data';
import { type Say, textOf, useWords } from '../../words';
import { colours, hazards } from '../definition-words';
import { Every } from '../inputs/every';
import { ChoiceInput, type Option } from '../inputs/inputs';
import { PartList } from '../inputs/part-list';
import { RuleEditor } from './rule-editor';

const ALL = 'default';
const keyOf = ({ hazard, colour }: Pick<Override, 'hazard' | 'colour'>) => `${hazard} ${colour}`;
const hazardWord = (hazard: Override['hazard'], language: 'zh-CN' | 'en', say: Say) =>
  hazard === ALL ? say('各种天气', 'All weather') : textOf(HAZARD_NAMES[hazard], language);

/** The campaign's differences from the shared rules, by hazard and colour. */
export function Overrides({
  value,
  categories,
  ladders,
  items,
  purses,
  onChange,
}: Pick<Definition, 'items' | 'purses'> & {
  value: Override[];
  categories: Option<string>[];
  /** The ladders that a rule may name. */
  ladders: Option<string>[];
  onChange(overrides: Override[]): void;
}) {
  const { language, say } = useWords();
  const { data } = useData<WarningRules>('/api/warnings/rules');
  const taken = value.map(keyOf);
  const free = [ALL, ...HAZARDS]
    .flatMap((hazard) => COLOURS.map((colour) => ({ hazard, colour }) as Pick<Override, 'hazard' | 'colour'>))
    .find((one) => !taken.includes(keyOf(one)));
  const titleOf = ({ hazard, colour, rule }: Override) =>
    say(
      `${hazardWord(hazard, language, say)} · ${COLOUR_NAMES[colour]['zh-CN']} · 改了 ${Object.keys(rule).length} 项`,
      `${hazardWord(hazard, language, say)} · ${COLOUR_NAMES[colour].en} · ${Object.keys(rule).length} changed`,
    );
  return (
    <fieldset className="rows wide">
      <legend>{say('与通用规则不同之处', 'What differs from the common rules')}</legend>
      <PartList<Override>
        parts={value}
        titleOf={titleOf}
        make={() => ({ hazard: ALL, colour: 'orange', ...free, rule: {} })}
        addWord={say('另定一条规则', 'Change a rule')}
        onChange={onChange}
      >
        {(override, put) => {
          const { hazard, colour, rule } = override;
          // Only one difference for each hazard and colour is possible.
          const isFree = (one: Pick<Override, 'hazard' | 'colour'>) =>
            keyOf(one) === keyOf(override) || !taken.includes(keyOf(one));
          const shared = data?.find(
            (one) => one.hazard === (hazard === ALL ? 'other' : hazard) && one.colour === colour,
          );
          return (
            <Every<Override>>
              {{
                hazard: (
                  <ChoiceInput<Override['hazard']>
                    label={say('天气', 'Weather')}
                    value={hazard}
                    options={
                      [{ value: ALL, label: hazardWord(ALL, language, say) }, ...hazards(language)].filter((option) =>
                        isFree({ hazard: option.value as Override['hazard'], colour }),
                      ) as Option<Override['hazard']>[]
                    }
                    onChange={(chosen) => put({ ...override, hazard: chosen })}
                  />
                ),
                colour: (
                  <ChoiceInput
                    label={say('颜色', 'Colour')}
                    value={colour}
                    options={colours(language).filter((option) => isFree({ hazard, colour: option.value }))}
                    onChange={(chosen) => put({ ...override, colour: chosen })}
                  />
                ),
                rule: (
                  <RuleEditor
                    rule={rule}
                    shared={shared?.rule}
                    categories={categories}
                    ladders={ladders}
                    items={items}
                    purses={purses}
                    onChange={(changed) => put({ ...override, rule: changed })}
                  />
                ),
              }}
            </Every>
          );
        }}
      </PartList>
    </fieldset>
  );
}
