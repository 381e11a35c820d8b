import { byId, fill } from './elements';

/** Updates the list of open tasks with the phone's knowledge: unsent reports, and reports that have arrived since. */
export function markTasks({ unsent, reported }: { unsent: readonly string[]; reported: readonly string[] }): void {
  const tasks = [...document.querySelectorAll<HTMLElement>('.task')];
  if (tasks.length === 0) return;
  const { dataset } = byId('phone');
  for (const task of tasks) {
    const link = task.dataset.link ?? '';
    if (unsent.includes(link)) mark(task, 'unsent-chip', dataset.unsent);
    else if (reported.includes(link)) mark(task, 'done', `✓ ${dataset.reported}`);
    else unmark(task);
  }
  const open = tasks.filter(({ classList }) => !classList.contains('reported')).length;
  byId('tasks-title').textContent = open > 0 ? fill(dataset.tasksOpen, { count: open }) : (dataset.tasksDone ?? '');
}

function mark(task: HTMLElement, kind: 'unsent-chip' | 'done', words: string | undefined): void {
  const chip = task.querySelector<HTMLElement>('.chip');
  if (chip) {
    chip.dataset.look ??= chip.className;
    chip.dataset.said ??= chip.textContent ?? '';
    Object.assign(chip, { className: `chip ${kind}`, textContent: words });
  }
  task.classList.toggle('reported', kind === 'done');
  const nothing = task.querySelector<HTMLElement>('form');
  if (nothing) nothing.hidden = true;
}

/** What waited has been sent, and is not yet all: the task stands as the server said. */
function unmark(task: HTMLElement): void {
  const chip = task.querySelector<HTMLElement>('.chip.unsent-chip');
  if (chip) Object.assign(chip, { className: chip.dataset.look, textContent: chip.dataset.said });
}
