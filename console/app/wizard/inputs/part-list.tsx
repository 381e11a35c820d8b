import { PlusOutlined } from '@ant-design/icons';
import { Button, Collapse } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { moved, PartActions } from './part-actions';

interface Props<Part> {
  parts: readonly Part[];
  titleOf(part: Part): ReactNode;
  /** @returns the initial value of a new part. */
  make(): Part;
  addWord: string;
  onChange(parts: Part[]): void;
  children(part: Part, set: (changed: Part) => void): ReactNode;
  /** @returns why this part cannot be removed; null when it can. */
  keep?(part: Part): string | null;
}

/** Parts in their order; one at a time is open for editing, moving or removing. */
export function PartList<Part>({ parts, titleOf, make, addWord, onChange, children, keep }: Props<Part>) {
  const [open, setOpen] = useState<number | null>(null);
  const [added, setAdded] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  // Opens a new part, because the user continues there.
  useEffect(() => {
    if (added > 0) frame.current?.querySelector<HTMLElement>('.ant-collapse-item-active input')?.focus();
  }, [added]);
  const add = () => {
    onChange([...parts, make()]);
    setOpen(parts.length);
    setAdded(added + 1);
  };
  const editorOf = (part: Part, index: number) => (
    <>
      {children(part, (changed) => onChange(parts.map((one, nr) => (nr === index ? changed : one))))}
      <PartActions
        index={index}
        count={parts.length}
        kept={keep?.(part) ?? null}
        onMove={(to) => {
          onChange(moved(parts, index, to));
          setOpen(to);
        }}
        onRemove={() => {
          onChange(parts.filter((_, nr) => nr !== index));
          setOpen(null);
        }}
      />
    </>
  );
  return (
    <div ref={frame}>
      {parts.length > 0 && (
        <Collapse
          size="small"
          activeKey={open === null ? [] : [String(open)]}
          // Opens one at a time, but each is a button that opens and closes, not a tab.
          onChange={(keys) => setOpen(keys.length > 0 ? Number(keys.at(-1)) : null)}
          items={parts.map((part, index) => ({
            key: String(index),
            label: titleOf(part),
            children: editorOf(part, index),
          }))}
        />
      )}
      <Button icon={<PlusOutlined />} onClick={add} style={{ marginTop: 12 }}>
        {addWord}
      </Button>
    </div>
  );
}
