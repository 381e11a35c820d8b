import { RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, Button, Flex } from 'antd';
import { useEffect } from 'react';
import { send } from '../../api';
import type { DraftKept } from '../../types';
import { useWords } from '../../words';
import type { Draft } from '../draft';

type Editing = Pick<Draft, 'undo' | 'redo' | 'saving'>;

/** Whether the draft is saved, and the way back and forth through what was done. */
export function DraftBar({ undo, redo, saving }: Editing) {
  const { say } = useWords();
  useKeys({ undo, redo });
  const words = {
    saved: say('草稿已保存', 'Draft saved'),
    saving: say('正在保存…', 'Saving…'),
    failed: say('还没有保存，正在重试', 'Not saved yet; trying again'),
    elsewhere: say('没有保存', 'Not saved'),
  };
  return (
    <Flex gap={8} align="center">
      <span className="soft" role="status" data-testid="draft-saved">
        {words[saving.state]}
      </span>
      <Button
        icon={<UndoOutlined />}
        disabled={!undo}
        onClick={() => undo?.()}
        aria-label={say('撤销', 'Undo')}
        title={say('撤销（Ctrl+Z）', 'Undo (Ctrl+Z)')}
      />
      <Button
        icon={<RedoOutlined />}
        disabled={!redo}
        onClick={() => redo?.()}
        aria-label={say('重做', 'Redo')}
        title={say('重做（Ctrl+Y）', 'Redo (Ctrl+Y)')}
      />
    </Flex>
  );
}

/** Fields of text have their own undo, by the browser. */
const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea');

function useKeys({ undo, redo }: Pick<Draft, 'undo' | 'redo'>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || isText(event.target)) return;
      const key = event.key.toLowerCase();
      const act = key === 'y' || (key === 'z' && event.shiftKey) ? redo : key === 'z' ? undo : null;
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [undo, redo]);
}

/** Another window has changed the draft: neither is lost. */
export function ChangedElsewhere({
  definition,
  onOther,
}: Pick<Draft, 'definition'> & { onOther(id: number | null): void }) {
  const { say } = useWords();
  const keepBoth = () => send<DraftKept>('/api/drafts', { definition }).then(({ id }) => onOther(id));
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="section"
      title={say(
        '这份草稿在另一个窗口里改过。这里的改动还没有保存。',
        'This draft was changed in another window. What was changed here is not saved.',
      )}
      action={
        <Flex gap={8} wrap>
          <Button size="small" onClick={() => onOther(null)}>
            {say('改用那边的', 'Take the other')}
          </Button>
          <Button size="small" type="primary" onClick={() => void keepBoth()}>
            {say('把这边的另存一份', 'Keep this as one more draft')}
          </Button>
        </Flex>
      }
    />
  );
}
