import { defineCommand } from 'citty';
import { buildApp } from '../../workers/console-app';
import { workflowBundle } from '../../workers/workflow-bundle';
import { progress } from '../output';

export default defineCommand({
  meta: {
    name: 'build',
    description: 'Build the administrators’ console and the workflows; `npm start` does so by itself',
  },
  async run() {
    await workflowBundle();
    progress((await buildApp(progress)) ? 'The console is built.' : 'The console is up to date.');
  },
});
