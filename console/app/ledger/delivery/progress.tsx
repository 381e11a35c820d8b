import { Loading } from '../../shell/loading';
import type { Reconciliation } from '../../types';
import { useData } from '../../use-data';
import { type InBooks, ledgerPath } from '../books';
import { Counted } from '../counted';
import { RegionPath, useRegionPath } from '../region-path';
import { Differences } from './differences';
import { PermitClosing } from './permit-closing';
import { PlaceTable } from './place-table';
import { ProgressTable } from './progress-table';

/** Who has got what, region by region, and whether the books balance. */
export function Delivery({ campaign, books }: InBooks) {
  const { path, query, open, back } = useRegionPath();
  const { data, error, reload } = useData<Reconciliation>(`${ledgerPath(campaign)}/reconciliation${query}`);
  if (!data) return <Loading error={error} reload={reload} />;
  return (
    <>
      <RegionPath path={path} back={back} />
      <Counted of={data} reload={reload} />
      <ProgressTable campaign={campaign} books={books} found={data} open={(next) => open(next, data.whole[0])} />
      <Differences campaign={campaign} books={books} found={data} />
      <PermitClosing campaign={campaign} books={books} />
      <PlaceTable books={books} found={data} />
    </>
  );
}
