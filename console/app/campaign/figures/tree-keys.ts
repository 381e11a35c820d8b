import type { KeyboardEvent } from 'react';

/** Marks the element of each line that takes the focus. */
export const LINE = { 'data-line': '' };

const levelOf = (line: Element): number => Number(line.closest('tr')?.getAttribute('aria-level'));

/**
 * Moves through a tree grid as its users expect: up and down from line to line, right opens or goes in, left closes or
 * goes to the superior. Tab goes through the lines as well.
 */
export function moveInTree(event: KeyboardEvent<HTMLTableElement>): void {
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-line]')];
  const here = lines.indexOf(document.activeElement as HTMLElement);
  const line = lines[here];
  if (!line || event.altKey || event.ctrlKey || event.metaKey) return;
  const to = whereTo(event.key, lines, here);
  if (to === undefined) return;
  event.preventDefault();
  if (to === 'toggle') line.click();
  else lines[to]?.focus();
}

/** @returns the index of the next line, or that this line opens or closes; null for any other key. */
function whereTo(key: string, lines: readonly HTMLElement[], here: number): number | 'toggle' | undefined {
  const line = lines[here];
  if (!line) return;
  const open = line.getAttribute('aria-expanded');
  switch (key) {
    case 'ArrowDown':
      return here + 1;
    case 'ArrowUp':
      return here - 1;
    case 'Home':
      return 0;
    case 'End':
      return lines.length - 1;
    case 'ArrowRight':
      return open === 'false' ? 'toggle' : open === 'true' ? here + 1 : here;
    case 'ArrowLeft':
      return open === 'true' ? 'toggle' : lines.slice(0, here).findLastIndex((one) => levelOf(one) < levelOf(line));
  }
}
