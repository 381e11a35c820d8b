import { CALLS } from '../../../domain/table/shapes/work';
import { send } from '../api';
import { CampaignFilter } from '../campaign/campaign-filter';
import { PageHead } from '../shell/page-head';
import { ShowPeople } from '../shell/reveal';
import { DataTable } from '../table/data-table';
import { Presets } from '../table/presets';
import type { CallRow } from '../types';
import { useWords } from '../words';
import { CallCard } from './call-card';

/** The call list: units that no channel can reach, or that stay silent; the officer calls and records the outcome. */
export function Component() {
  const { say } = useWords();
  return (
    <>
      <PageHead
        title={say('电话清单', 'Call list')}
        term="call-list"
        about={say(
          '发不到或一直不报的单位：打电话，代报数字，或点结果。',
          'Places that cannot be reached or stay silent: call them, enter what they report, or press what came of it.',
        )}
      />
      <Presets
        shape={CALLS}
        presets={[
          { label: say('待打电话', 'To call'), query: 'settled=open' },
          { label: say('已处理', 'Done'), query: 'settled=done&sort=-triedAt' },
          { label: say('全部', 'All'), query: 'settled=open%2Cdone' },
        ]}
      />
      <DataTable<CallRow>
        shape={CALLS}
        rowKey="id"
        filters={{
          campaign: ({ value, onChange }) => (
            <CampaignFilter value={value} onChange={onChange} all={say('所有正式活动', 'All live campaigns')} />
          ),
        }}
        above={(calls) => (
          <ShowPeople
            wanted={{ purpose: 'call', people: calls.flatMap(({ people }) => people.map(({ id }) => id)) }}
            label={say('显示清单上所有人的姓名和号码', 'Show the names and numbers of the whole list')}
          />
        )}
        card={(call, reload) => <CallCard call={call} onDone={reload} />}
        bulk={[
          {
            label: say('无人接听', 'No answer'),
            sure: say(
              '记下这些单位都打过、无人接听；它们留在清单上。',
              'Notes that all were called without an answer; they stay on the list.',
            ),
            fits: ({ settled }) => settled === 'open',
            act: ({ id }) => send(`/api/calls/${id}`, { result: 'no-answer' }),
          },
          {
            label: say('答应上报', 'Will report'),
            sure: say(
              '记下这些单位都答应上报；它们离开清单，仍可撤销。',
              'Notes that all will report; they leave the list, and it can be undone.',
            ),
            fits: ({ settled }) => settled === 'open',
            act: ({ id }) => send(`/api/calls/${id}`, { result: 'will-report' }),
          },
        ]}
        empty={say(
          '没有要打的电话。联系不上或一直不报的单位会列在这里。',
          'Nobody has to be called. Places that cannot be reached or stay silent appear here.',
        )}
      />
    </>
  );
}
