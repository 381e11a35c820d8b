import { circlesIn, importsAmong, sourceFiles } from './imports';
const root = process.cwd();
const files = sourceFiles(root);
const imports = importsAmong(root, files);
const room = (f: string) => f.split('/')[0] ?? '';
const arrows = new Map<string, Set<string>>();
for (const { from, to } of imports) if (room(from) !== room(to)) (arrows.get(room(from)) ?? arrows.set(room(from), new Set()).get(room(from)))?.add(room(to));
for (const [r, t] of [...arrows].sort()) console.log(r, '->', [...t].sort().join(' '));
console.log('circles', circlesIn(imports));
const flat = new Map<string, number>();
for (const f of files) { const d = f.split('/').slice(0, -1).join('/'); flat.set(d, (flat.get(d) ?? 0) + 1); }
console.log([...flat].filter(([, n]) => n > 15).sort((a, b) => b[1] - a[1]));
