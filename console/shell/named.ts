/**
 * Gives a plug-in a name. Fastify looks through every loaded module for one that has none.
 * @returns the same plug-in
 */
export const named = <Plugin extends object>(name: string, plugin: Plugin): Plugin =>
  Object.assign(plugin, { [Symbol.for('fastify.display-name')]: name });
