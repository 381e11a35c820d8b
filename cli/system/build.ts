import { defineCommand } from 'citty';
import { buildApp } from '../../workers/console-app';
import { progress } from '../output';

export default defineCommand({
  meta: { name: 'build', description: 'Build the administrators’ console; `npm start` does so by itself' },
  async run() {
    progress((await buildApp(progress)) ? 'The console is built.' : 'The console is up to date.');
  },
});
