import { connect } from '../../../store/db/db';
import { buildApp, isBuilt } from '../../../workers/console-app';
import { inTurn } from '../servers/in-turn';

/** Builds the administrators' app once for all workers of Jest: builds beside each other only slow each other down. */
export async function builtApp(): Promise<void> {
  if (await isBuilt()) return;
  const server = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL;
  if (!server) throw new Error('DATABASE_URL is not set: Jest sets it (test/support/jest/services.cjs)');
  const admin = connect(server, { max: 1 });
  try {
    await inTurn(admin, 'app', buildApp);
  } finally {
    await admin.end({ timeout: 1 });
  }
}
