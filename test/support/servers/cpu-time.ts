/**
 * @returns a function that gives the milliseconds of processor time of this process since the call; unlike wall-clock
 *   time it does not include other processes
 */
export function cpuTime(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}
