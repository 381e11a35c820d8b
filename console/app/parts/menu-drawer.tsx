import { Drawer } from 'antd';
import { Menu } from '../shell/menu';
import { useWords } from '../words';

/** The menu of a narrow screen, opened on demand. */
export default function MenuDrawer({ open, onClose, width }: { open: boolean; onClose(): void; width: number }) {
  const { say } = useWords();
  return (
    <Drawer open={open} onClose={onClose} placement="left" size={width} title={say('菜单', 'Menu')}>
      <Menu />
    </Drawer>
  );
}
