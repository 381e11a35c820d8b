import { UploadOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Card, Empty, Flex, Tree, Typography } from 'antd';
import type { DataNode } from 'antd/es/tree';
import { useState } from 'react';
import { get } from '../api';
import { useMe } from '../session';
import { LinkButton } from '../shell/link-button';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { Places, Region, RegionList } from '../types';
import { useData } from '../use-data';
import { useQuery } from '../use-query';
import { useWords } from '../words';
import { KindsDialog } from './kinds-dialog';
import { PlacePanel } from './place-panel';

/** The tree of places, with the people of each. */
export function Component() {
  const { say } = useWords();
  const { can, region } = useMe();
  const [kindsOpen, setKindsOpen] = useState(false);
  const [place, setPlace] = useQuery('place');
  const { data, error, reload } = useData<RegionList>('/api/regions');
  const [below, setBelow] = useState<Record<string, Region[]>>({});
  if (!data) return <Loading error={error} reload={reload} />;
  const nodes = (regions: Region[]): DataNode[] =>
    regions.map(({ code, name, children, unreachable }) => ({
      key: code,
      isLeaf: children === 0,
      title: (
        <>
          {name} {unreachable && <span className="overdue">{say('联系不上', 'unreachable')}</span>}
        </>
      ),
      ...(below[code] && { children: nodes(below[code]) }),
    }));
  return (
    <>
      <PageHead
        title={say('名册', 'Register')}
        about={say(
          '地区、联系人和其他职责、代理人（B 角）和请假。',
          'Regions, contacts and other duties, deputies and leave.',
        )}
        actions={
          can('edit-register') && (
            <Flex gap={8}>
              {region === null && (
                <Button onClick={() => setKindsOpen(true)}>{say('地区的种类', 'Kinds of region')}</Button>
              )}
              <LinkButton to="/register/import" type="primary" icon={<UploadOutlined />}>
                {say('导入', 'Import')}
              </LinkButton>
            </Flex>
          )
        }
      />
      {kindsOpen && <KindsDialog onClose={() => setKindsOpen(false)} />}
      <div className="grid-2">
        <Card size="small">
          <Search onChosen={setPlace} />
          <Tree
            className="section"
            treeData={nodes(data.regions)}
            selectedKeys={place ? [place] : []}
            onSelect={([key]) => key !== undefined && setPlace(String(key))}
            height={560}
            loadData={async ({ key }) => {
              const code = String(key);
              if (below[code]) return;
              const { regions } = await get<RegionList>(`/api/regions?under=${encodeURIComponent(code)}`);
              setBelow((before) => ({ ...before, [code]: regions }));
            }}
          />
        </Card>
        {place ? (
          <PlacePanel key={place} code={place} />
        ) : (
          <Card>
            <Empty description={<Typography.Text>{say('在左边选一个地区', 'Choose a region')}</Typography.Text>} />
          </Card>
        )}
      </div>
    </>
  );
}

function Search({ onChosen }: { onChosen(code: string): void }) {
  const { say } = useWords();
  const [words, setWords] = useState('');
  const trimmed = words.trim();
  const { data } = useData<Places>(trimmed ? `/api/register/search?words=${encodeURIComponent(trimmed)}` : null);
  return (
    <AutoComplete
      style={{ width: '100%' }}
      value={words}
      onChange={setWords}
      onSelect={(code: string) => {
        onChosen(code);
        setWords('');
      }}
      options={(data?.places ?? []).map(({ code, name, above }) => ({
        value: code,
        label: `${name} · ${above.join(' / ')}`,
      }))}
      placeholder={say('按名称或代码查找', 'Find by name or code')}
      aria-label={say('按名称或代码查找', 'Find by name or code')}
    />
  );
}
