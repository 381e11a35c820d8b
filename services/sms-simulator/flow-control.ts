export type Period = 'minute' | 'hour' | 'day';
const LENGTH: Readonly<Record<Period, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const PERIODS: readonly Period[] = ['minute', 'hour', 'day'];

/** Counts SMS to each number, as platforms do: 分钟级, 小时级 and 天级 flow control. */
export interface FlowControl {
  /** @returns the period whose limit is reached; null when the SMS is taken, and then counts it. */
  take(phone: string, now: number): Period | null;
}

export function flowControl(limits: Readonly<Record<Period, number>> | undefined): FlowControl {
  const taken = new Map<string, number[]>();
  return {
    take(phone, now) {
      if (!limits) return null;
      const times = (taken.get(phone) ?? []).filter((at) => at > now - LENGTH.day);
      const full = PERIODS.find((period) => times.filter((at) => at > now - LENGTH[period]).length >= limits[period]);
      if (!full) times.push(now);
      taken.set(phone, times);
      return full ?? null;
    },
  };
}
