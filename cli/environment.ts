import { given, type Source } from '../config/given';
import { runningSystem } from './system/run-file';

/**
 * The environment that the command was called in: handed on whole, to what it starts and to the readers of settings
 * (config/env.ts). No verb takes a value out of it by itself.
 */
export const environment = (): NodeJS.ProcessEnv => process.env;

/** @returns settings of the `npm start` that runs in this checkout; one that the environment has counts more */
export const settingsHere = (): Source => ({ ...runningSystem()?.env, ...given(environment()) });
