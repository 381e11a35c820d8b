import { defineCommand } from 'citty';

export default defineCommand({
  meta: {
    name: 'screenshots',
    description: 'Take screenshots of every page of the console over a rehearsal, into .nuandong/screenshots',
  },
  async run() {
    const { screenshots } = await import('../../test/screenshots/screenshots');
    await screenshots();
  },
});
