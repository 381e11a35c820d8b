import { TreeSelect } from 'antd';
import { useState } from 'react';
import { get } from '../api';
import { useData } from '../use-data';
import { useWords } from '../words';

interface Region {
  code: string;
  name: string;
  kind: string;
  children: number;
}

interface Node {
  id: string;
  value: string;
  title: string;
  pId: string | null;
  isLeaf: boolean;
}

const nodesOf = (regions: Region[], parent: string | null): Node[] =>
  regions.map(({ code, name, children }) => ({
    id: code,
    value: code,
    title: name,
    pId: parent,
    isLeaf: children === 0,
  }));

/** Picks a region on the tree, which is read level by level as it is opened. */
export function RegionPicker({
  under,
  value,
  onChange,
  id,
}: {
  under?: string;
  value?: string;
  onChange?(code: string): void;
  id?: string;
}) {
  const { say } = useWords();
  const { data } = useData<{ regions: Region[] }>(`/api/regions${under ? `?under=${encodeURIComponent(under)}` : ''}`);
  const [opened, setOpened] = useState<Node[]>([]);
  const nodes = [...nodesOf(data?.regions ?? [], null), ...opened];
  return (
    <TreeSelect
      {...(id && { id })}
      treeDataSimpleMode
      {...(value !== undefined && { value })}
      onChange={(code) => onChange?.(String(code))}
      treeData={nodes}
      loadData={async (node) => {
        const parent = String(node.value);
        if (opened.some(({ pId }) => pId === parent)) return;
        const { regions } = await get<{ regions: Region[] }>(`/api/regions?under=${encodeURIComponent(parent)}`);
        setOpened((before) => [...before, ...nodesOf(regions, parent)]);
      }}
      placeholder={say('在地区树上选', 'Choose on the tree')}
      style={{ width: '100%' }}
    />
  );
}
