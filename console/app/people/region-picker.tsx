import { TreeSelect } from 'antd';
import { useState } from 'react';
import { get } from '../api';
import type { Region, RegionList, RegionNames } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';

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

/** The tree, read level by level as it is opened. */
function useTree(under: string | undefined) {
  const { data } = useData<RegionList>(`/api/regions${under ? `?under=${encodeURIComponent(under)}` : ''}`);
  const [opened, setOpened] = useState<Node[]>([]);
  return {
    treeDataSimpleMode: true,
    treeData: [...nodesOf(data?.regions ?? [], null), ...opened],
    loadData: async ({ value }: { value?: unknown }) => {
      const parent = String(value);
      if (opened.some(({ pId }) => pId === parent)) return;
      const { regions } = await get<RegionList>(`/api/regions?under=${encodeURIComponent(parent)}`);
      setOpened((before) => [...before, ...nodesOf(regions, parent)]);
    },
  };
}

/** @returns the names of regions by code, those that the reader may see: a code means nothing to people. */
export function useRegionNames(codes: readonly string[]): ReadonlyMap<string, string> {
  const { data } = useData<RegionNames>(
    codes.length > 0 ? `/api/regions/names?codes=${encodeURIComponent(codes.join(','))}` : null,
  );
  return new Map((data?.regions ?? []).map(({ code, name }) => [code, name]));
}

/** Picks a region on the tree. */
export function RegionPicker({
  under,
  value,
  onChange,
  id,
  all,
  onClear,
  label,
}: {
  under?: string;
  value?: string;
  onChange?(code: string): void;
  id?: string;
  /** What stands for no region; with it the region can be taken out again. */
  all?: string;
  onClear?(): void;
  /** Name of the field, where no form gives it one. */
  label?: string;
}) {
  const { say } = useWords();
  const names = useRegionNames(value ? [value] : []);
  return (
    <TreeSelect<{ value: string; label: string }>
      {...useTree(under)}
      {...(id && { id })}
      {...(label && { 'aria-label': label })}
      labelInValue
      {...(value !== undefined && { value: { value, label: names.get(value) ?? '…' } })}
      onChange={(chosen) => (chosen ? onChange?.(chosen.value) : onClear?.())}
      allowClear={all !== undefined}
      placeholder={all ?? say('在地区树上选', 'Choose on the tree')}
      style={{ width: '100%' }}
    />
  );
}

/** Picks several. */
export function RegionsPicker({
  value = [],
  onChange,
  id,
}: {
  value?: string[];
  onChange?(codes: string[]): void;
  id?: string;
}) {
  const { say } = useWords();
  const names = useRegionNames(value);
  return (
    <TreeSelect<{ value: string; label: string }[]>
      {...useTree(undefined)}
      {...(id && { id })}
      multiple
      labelInValue
      value={value.map((code) => ({ value: code, label: names.get(code) ?? '…' }))}
      onChange={(chosen) => onChange?.(chosen.map(({ value: code }) => code))}
      placeholder={say('在地区树上选，可选几个', 'Choose on the tree, several if need be')}
      style={{ width: '100%' }}
    />
  );
}
