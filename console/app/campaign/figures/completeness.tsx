import { AppstoreOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Card, Flex, Segmented, Select, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { LinkButton } from '../../shell/link-button';
import { stateWord } from '../../shell/state-words';
import type { Progress } from '../../types';
import { useQuery } from '../../use-query';
import { type Say, textOf, useWords } from '../../words';
import { phaseOf } from '../completeness';
import { HeatDrill } from './heat-drill';
import { TreeTable } from './tree-table';
import { asShow, SHOWS, type Show } from './unit-filter';

type View = 'table' | 'heat';
const ID = 'completeness';

/** Completeness by level, down to the units with the reason why each is missing: as a tree table, or as heat maps. */
export function Completeness({ progress, news }: { progress: Progress; news: number }) {
  const { language, say } = useWords();
  const { stages, now } = progress;
  const current = stages.findLast((stage) => phaseOf(stage, now) !== 'ahead') ?? stages[0];
  const [chosen, setChosen] = useQuery('stage');
  const [shown, setShown] = useQuery('show');
  const [view, setView] = useState<View>('table');
  // Stored here, so that opened branches stay open after a view of the heat map or of another stage.
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  const { hash, key } = useLocation();
  useEffect(() => {
    // The page gets its content after the browser has searched the element that the address names.
    if (key && hash === `#${ID}`) document.getElementById(ID)?.scrollIntoView();
  }, [hash, key]);
  const stage = stages.find(({ id }) => id === chosen) ?? current;
  if (!stage) return null;
  const show = asShow(shown);
  const looked = { progress, stage, show, news };
  return (
    <Card
      id={ID}
      className="section"
      title={<Typography.Title level={2}>{say('各级完成度', 'Completeness by level')}</Typography.Title>}
      extra={
        <Flex gap={8} wrap className="tree-tools">
          <LinkButton to={`/campaigns/${progress.id}/units`}>{say('列表', 'As a table')}</LinkButton>
          <Select
            value={stage.id}
            onChange={setChosen}
            aria-label={say('阶段', 'Stage')}
            popupMatchSelectWidth={false}
            options={stages.map((one) => ({ value: one.id, label: textOf(one.name, language) }))}
          />
          <Select<Show>
            value={show}
            onChange={(word) => setShown(word === 'all' ? null : word)}
            aria-label={say('看哪些单位', 'Which units')}
            popupMatchSelectWidth={false}
            options={SHOWS.map((word) => ({ value: word, label: showWord(word, say) }))}
          />
          <Segmented<View>
            value={view}
            onChange={setView}
            aria-label={say('显示方式', 'Show as')}
            options={[
              { value: 'table', icon: <UnorderedListOutlined />, label: say('树', 'Tree') },
              { value: 'heat', icon: <AppstoreOutlined />, label: say('热力图', 'Heat map') },
            ]}
          />
        </Flex>
      }
    >
      {view === 'heat' ? (
        <HeatDrill {...looked} />
      ) : (
        <TreeTable
          {...looked}
          opened={opened}
          onOpen={(code, open) => setOpened((before) => new Map(before).set(code, open))}
        />
      )}
    </Card>
  );
}

function showWord(show: Show, say: Say): string {
  if (show === 'all') return say('全部单位', 'All units');
  if (show === 'on-time') return say('按时', 'On time');
  if (show === 'late') return say('迟报', 'Late');
  if (show === 'on-paper') return say('已交未录', 'On paper, not keyed');
  if (show === 'missing') return say('未报', 'Missing');
  return `${say('未报', 'Missing')}: ${stateWord('reason', show, say).word}`;
}
