import { type Language, say } from '../../domain/campaign/definition/definition';
import { epochMs } from '../../domain/instant';
import { linkToken } from '../../store/round/links';
import { type Task, tasksOfLink } from '../../store/round/tasks';
import type { Console } from '../shell/context';
import { dueInWords } from './due-words';
import { showDeadline } from './format';

/** One of the tasks on a village's page. */
export type TaskView = ReturnType<typeof taskView>;

/** With less time than this a task has the colour for urgent ones. */
const PRESSING_MS = 24 * 3_600_000;

function taskView(task: Task, { secret, link, language }: { secret: string; link: number; language: Language }) {
  const reader = { zone: task.zone, language };
  const left = epochMs(task.dueAt) - epochMs(task.now);
  return {
    here: task.link === link,
    address: `/r/${linkToken(secret, task.link)}`,
    place: task.unit.name,
    form: say(task.form.name, language),
    campaign: say(task.title, language),
    stage: say(task.stage, language),
    due: dueInWords(task.dueAt, task.now, reader),
    locks: showDeadline(task.locksAt, reader),
    haste: left <= 0 ? 'overdue' : left < PRESSING_MS ? 'pressing' : 'calm',
    reported: task.reported,
    receipt: task.receipt,
    returnedBecause: task.returnedBecause,
    // Only the page of a list knows whether it is empty.
    nothing: task.form.nothingToReport && !task.reported && task.list === null,
  };
}

/** @returns a list of tasks, and what tells them apart. */
export const listView = (tasks: readonly TaskView[]) => ({
  tasks,
  open: tasks.filter(({ reported }) => !reported).length,
  severalPlaces: new Set(tasks.map(({ place }) => place)).size > 1,
  severalStages: new Set(tasks.map(({ stage }) => stage)).size > 1,
});

/** @returns the present tasks of this link's unit, the most urgent first. */
export async function readTasks(
  { sql, env }: Console,
  { link, language }: { link: number; language: Language },
): Promise<TaskView[]> {
  const tasks = await tasksOfLink(sql, link);
  return tasks.map((task) => taskView(task, { secret: env.LINK_SECRET, link, language }));
}
