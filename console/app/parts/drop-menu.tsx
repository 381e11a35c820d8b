import { Button } from 'antd';
import { type PropsWithChildren, type ReactNode, useId } from 'react';

/**
 * A button that opens a short list at the head of the page. The browser's own popover closes it by Escape and by a
 * press elsewhere; Ant Design's menu would be a tenth of the first load.
 */
export function DropMenu({
  icon,
  label,
  text,
  className,
  children,
}: PropsWithChildren<{ icon: ReactNode; label: string; text?: ReactNode; className?: string }>) {
  const id = useId();
  return (
    <>
      <Button type="text" icon={icon} aria-label={label} popoverTarget={id} {...(className && { className })}>
        {text}
      </Button>
      <div id={id} popover="auto" className="drop-menu">
        {children}
      </div>
    </>
  );
}
