import { DeleteOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { Panel } from '../parts/panel';
import type { Drafts as Found } from '../types';
import { useData } from '../use-data';
import { showTime } from '../when';
import { draftsKept } from '../wizard/keeping/saving';
import { textOf, useWords } from '../words';

/** Campaigns that are still being written, by this account. */
export function Drafts() {
  const { language, say } = useWords();
  const { modal } = useFeedback();
  const { data, reload } = useData<Found>('/api/drafts');
  // The wizard may have been left in the middle of a word.
  useEffect(() => void draftsKept().then(reload), [reload]);
  if (!data || data.drafts.length === 0) return null;
  const drop = (id: number) => send(`/api/drafts/${id}/drop`, {}).finally(reload);
  return (
    <Panel title={say('草稿', 'Drafts')}>
      <ul className="plain">
        {data.drafts.map(({ id, name, season, place, scope, changedAt }) => {
          const word = textOf(name, language) || say('没有名称的草稿', 'Draft without a name');
          return (
            <li key={id}>
              <Flex justify="space-between" align="center" gap={8} wrap>
                <div>
                  <Link to={`/campaigns/new?draft=${id}&at=scope`}>{word}</Link>
                  <div className="soft">
                    {[place ?? scope, season, showTime(changedAt, null, language)].filter(Boolean).join(' · ')}
                  </div>
                </div>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={say(`删去草稿“${word}”`, `Remove “${word}”`)}
                  onClick={() =>
                    modal.confirm({
                      title: say(`删去草稿“${word}”？`, `Remove the draft “${word}”?`),
                      okText: say('删去', 'Remove'),
                      cancelText: say('返回', 'Go back'),
                      onOk: () => drop(id),
                    })
                  }
                />
              </Flex>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
