import { Empty } from 'antd';
import { useState } from 'react';
import type { Language } from '../../../../domain/campaign/definition/definition';
import { Loading } from '../../shell/loading';
import { useLook } from '../../theme';
import type { Curve, Progress } from '../../types';
import { useLiveData } from '../../use-data';
import { showDeadline, showTime } from '../../when';
import { STAGE_COLOURS, STAGE_COLOURS_ON_DARK } from '../../wizard/stage-colours';
import { textOf, useWords } from '../../words';
import { percent, shareOf } from '../completeness';
import { Chart } from './chart';
import { CurveKey } from './curve-key';

/** A day never stands without its month. */
const dayLabels = (language: Language) =>
  language === 'en'
    ? { year: '{d} {MMM} {yyyy}', month: '{d} {MMM}', day: '{d} {MMM}', hour: '{HH}:{mm}' }
    : { year: '{yyyy}年{M}月{d}日', month: '{M}月{d}日', day: '{M}月{d}日', hour: '{HH}:{mm}' };

/** The share of returns of each stage over time, with its deadline as a line. */
export default function ReturnsCurve({ progress, news }: { progress: Progress; news: number }) {
  const { language, say } = useWords();
  const { dark } = useLook();
  const [hidden, hide] = useState<readonly string[]>([]);
  const colours = dark ? STAGE_COLOURS_ON_DARK : STAGE_COLOURS;
  const { id, zone, stages, now } = progress;
  const { data, error, reload } = useLiveData<Curve>(`/api/campaigns/${encodeURIComponent(id)}/curve`, news);
  if (!data) return <Loading error={error} reload={reload} />;
  const curves = stages.flatMap((stage, index) => {
    const points = data.stages.find((curve) => curve.stage === stage.id)?.points ?? [];
    if (points.length === 0 || stage.expected === 0) return [];
    const share = (reported: number) => Math.round((reported / stage.expected) * 1000) / 10;
    const last = points.at(-1)?.reported ?? 0;
    const end = [now, stage.locksAt].sort()[0] ?? now;
    const line = [[stage.opensAt, 0], ...points.map(({ at, reported }) => [at, share(reported)])];
    // Without returns since the last point, the line goes on level until now.
    if (end > (points.at(-1)?.at ?? end)) line.push([end, share(last)]);
    return [{ stage, line, colour: colours[index % colours.length] }];
  });
  if (curves.length === 0) return <Empty description={say('还没有上报', 'Nothing has come in yet')} />;
  const label = curves
    .map(
      ({ stage }) =>
        `${textOf(stage.name, language)}: ${percent(shareOf(stage))}, ${say('到期', 'due')} ${showDeadline(stage.dueAt, zone, language)}`,
    )
    .join('; ');
  return (
    <>
      <CurveKey
        lines={curves.map(({ stage, colour }) => ({ id: stage.id, name: textOf(stage.name, language), colour }))}
        hidden={hidden}
        onChange={hide}
      />
      <Chart
        label={`${say('各阶段上报比例随时间变化', 'Share of returns over time')}: ${label}`}
        option={{
          animation: false,
          grid: { left: 48, right: 24, top: 24, bottom: 32 },
          tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => `${value} %` },
          xAxis: { type: 'time', axisLabel: { hideOverlap: true, formatter: dayLabels(language) } },
          yAxis: { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value} %' } },
          series: curves
            .filter(({ stage }) => !hidden.includes(stage.id))
            .map(({ stage, line, colour }) => ({
              type: 'line',
              step: 'end',
              symbol: 'none',
              name: textOf(stage.name, language),
              color: colour,
              data: line,
              markLine: {
                symbol: 'none',
                silent: true,
                lineStyle: { type: 'dashed', color: colour },
                label: { formatter: say('到期', 'due') },
                data: [{ xAxis: stage.dueAt, name: showTime(stage.dueAt, zone, language) }],
              },
            })),
        }}
      />
    </>
  );
}
