import { Alert } from 'antd';
import type { Contradictions as Found } from '../types';
import { useData } from '../use-data';
import { textOf, useWords } from '../words';

const SHOWN = 5;

/**
 * What has to be looked at before the report is handed on: summaries that say otherwise than the returns before them.
 */
export function Contradictions({ campaign }: { campaign: string }) {
  const { language, say } = useWords();
  const { data } = useData<Found>(`/api/campaigns/${encodeURIComponent(campaign)}/contradictions`);
  const found = data?.contradictions ?? [];
  if (found.length === 0) return null;
  const measures = {
    households: say('户', 'households'),
    persons: say('人', 'persons'),
    occasions: say('人次', 'occasions'),
    cash: say('慰问资金（元）', 'money (yuan)'),
    goods: say('物资', 'goods'),
  };
  const amount = (value: number, money: boolean) =>
    money ? (value / 100).toLocaleString('en-US', { minimumFractionDigits: 2 }) : value.toLocaleString('en-US');
  return (
    <Alert
      type="warning"
      showIcon
      title={say(
        `总结数与明细数有 ${found.length} 处不一致，发文前请核实`,
        `In ${found.length} places a summary says otherwise than the returns before it`,
      )}
      description={
        <ul>
          {found.slice(0, SHOWN).map(({ region, name, category, what, money, summary, records }) => (
            <li key={`${region} ${category['zh-CN']} ${what} ${money}`}>
              {name} · {textOf(category, language)} · {measures[what]}：
              {say(
                `总结 ${amount(summary, money)}，明细 ${amount(records, money)}`,
                `${amount(summary, money)} in the summary, ${amount(records, money)} in the returns`,
              )}
            </li>
          ))}
          {found.length > SHOWN && <li>{say('其余见报告最后一个附件。', 'The others are in the last annex.')}</li>}
        </ul>
      }
    />
  );
}
