import { Typography } from 'antd';
import { percent, phaseOf, shareOf } from '../campaign/completeness';
import { heatColour } from '../campaign/figures/heat-colour';
import { RegionMap } from '../map/region-map';
import type { Progress, Regions } from '../types';
import { useLiveData } from '../use-data';
import { textOf, useWords } from '../words';

/** The stage that runs, region by region; where it asks the office alone, the last one that asks the regions. */
export function CompletenessPanel({ progress, news }: { progress: Progress; news: number }) {
  const { language, say } = useWords();
  const { id, stages, now } = progress;
  const { data } = useLiveData<Regions>(`/api/campaigns/${encodeURIComponent(id)}/regions`, news);
  const rows = data?.rows ?? [];
  const begun = stages.filter((one) => phaseOf(one, now) !== 'ahead');
  const stage = begun.findLast(({ id: of }) => rows.some((row) => row.stages[of])) ?? begun.at(-1) ?? stages[0];
  if (!stage) return null;
  const cells = rows.map(({ code, name, stages: counts }) => {
    const share = counts[stage.id] ? shareOf(counts[stage.id] ?? stage) : null;
    return { code, name, value: percent(share), colour: heatColour(share) };
  });
  return (
    <section>
      <Typography.Title level={2}>
        {textOf(stage.name, language)} {say('完成度', 'completeness')} {percent(shareOf(stage))}
      </Typography.Title>
      <RegionMap under={data?.path.at(-1)?.code ?? null} cells={cells} />
    </section>
  );
}
