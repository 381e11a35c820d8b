/**
 * @returns how many milliseconds of the processor this process has spent since: unlike a clock on the wall it does not
 * count what other processes do meanwhile
 */
export function cpuTime(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}
