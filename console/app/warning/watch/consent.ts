import { useState } from 'react';

/** How a reader wants to be told of warnings, beside the banner; kept in this browser. */
export type Way = 'sound' | 'notification';

const keyOf = (way: Way): string => `nuandong-warning-${way}`;
const stored = (way: Way): boolean => localStorage.getItem(keyOf(way)) === 'on';

/** Whether this browser may show notifications; a permission that was taken back counts as off. */
const mayNotify = (): boolean => 'Notification' in window && Notification.permission === 'granted';

export const wants = (way: Way): boolean => stored(way) && (way === 'sound' || mayNotify());

/** @returns whether a way is on, and a function that switches it; a notification asks the browser for its permission */
export function useConsent(way: Way): { on: boolean; switchTo(on: boolean): Promise<boolean> } {
  const [on, setOn] = useState(() => wants(way));
  const switchTo = async (wanted: boolean) => {
    const allowed =
      !wanted ||
      way === 'sound' ||
      ('Notification' in window && (await Notification.requestPermission()) === 'granted');
    const now = wanted && allowed;
    localStorage.setItem(keyOf(way), now ? 'on' : 'off');
    setOn(now);
    return allowed;
  };
  return { on, switchTo };
}
