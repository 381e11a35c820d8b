import { defineCommand } from 'citty';
import { buildApp } from '../../workers/console-app';
import { buildRoles } from '../../workers/programs';
import { workflowBundle } from '../../workers/workflow-bundle';
import { progress } from '../output';

export default defineCommand({
  meta: {
    name: 'build',
    description:
      'Build the administrators’ console, the workflows, and the programs of separate processes (workers/dist)',
  },
  async run() {
    await workflowBundle();
    await buildRoles();
    progress((await buildApp(progress)) ? 'The console is built.' : 'The console is up to date.');
  },
});
