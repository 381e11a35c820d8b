import { given, type Source } from '../config/given';
import { runningSystem } from './system/run-file';

/**
 * @returns the environment of the command, which goes as a whole to started processes and to the readers of settings
 *   (config/env.ts). No verb reads a value from it directly.
 */
export const environment = (): NodeJS.ProcessEnv => process.env;

/** @returns settings of this checkout's running `npm start`; the environment takes precedence */
export const settingsHere = (): Source => ({ ...runningSystem()?.env, ...given(environment()) });
