import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { register } from 'prom-client';
import { parse } from 'yaml';
import { ROOT } from '../../../config/root';
import '../../../config/loops/timed';
import '../../../console/api/ops/metrics';
import '../../../delivery/metrics';
import '../../../workers/metrics';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const alerts: { alert: string; expr: string }[] = parse(read('config/watch/alerts.yml')).groups.flatMap(
  ({ rules }: { rules: unknown[] }) => rules,
);
const panels: { title: string; targets: { expr: string }[] }[] = JSON.parse(read('config/watch/grafana.json')).panels;
const expressions = [
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
];

/** Of Prometheus and of its exporters. */
const OTHERS = /^(up|probe_success|vector|absent)$/;
const nameOf = (series: string): string => series.replace(/_(bucket|count|sum)$/, '');
const ours = register.getMetricsAsArray().map(({ name }) => name);

test.each(expressions)('%s asks for series and labels that there are', (_, expr) => {
  const named = [...expr.matchAll(/\b(nuandong_\w+|process_\w+|nodejs_\w+)\b/g)].map(([name]) => name);
  for (const series of named) expect([...ours, ...ours.map((one) => `${one}_count`)]).toContain(nameOf(series));
  const others = [...expr.matchAll(/\b([a-z_]+)\{/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !named.includes(name));
  for (const name of others) expect(name).toMatch(OTHERS);
});

test('docs/operate.md says in both languages what to do for each alert, and for no other', () => {
  for (const file of ['docs/operate.md', 'docs/operate.zh-CN.md']) {
    const told = [...read(file).matchAll(/^\| `(Nuandong\w+)` \|/gm)].map(([, name]) => name);
    expect(told.sort()).toEqual(alerts.map(({ alert }) => alert).sort());
  }
});

test('the heartbeat goes elsewhere each minute, all others to people', () => {
  const { route, receivers } = parse(read('config/watch/alertmanager.yml'));
  const heartbeat = route.routes.find(({ receiver }: { receiver: string }) => receiver === 'heartbeat');
  expect(heartbeat).toMatchObject({ matchers: ['alertname = NuandongWatched'], repeat_interval: '1m' });
  expect(alerts.find(({ alert }) => alert === 'NuandongWatched')?.expr).toBe('vector(1)');
  const known = receivers.map(({ name }: { name: string }) => name);
  for (const { receiver } of [route, ...route.routes]) expect(known).toContain(receiver);
});
