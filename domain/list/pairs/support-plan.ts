/** Longest plan for one person (一人一策), in characters. */
export const LONGEST_PLAN = 2000;
