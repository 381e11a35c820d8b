import { LinkButton } from '../shell/link-button';
import type { Drafts } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';

/** The way back to what was rehearsed, where it is still a draft of this account. */
export function BackToDraft({ campaign }: { campaign: string }) {
  const { say } = useWords();
  const { data } = useData<Drafts>('/api/drafts');
  const draft = data?.drafts.find(({ rehearsed }) => rehearsed === campaign);
  if (!draft) return null;
  return (
    <LinkButton size="small" to={`/campaigns/new?draft=${draft.id}&at=check`}>
      {say('回到草稿', 'Back to the draft')}
    </LinkButton>
  );
}

/** After a rehearsal: back to the draft, or on to the start of exactly what was rehearsed. */
export function AfterRehearsal({ campaign }: { campaign: string }) {
  const { say } = useWords();
  return (
    <>
      <BackToDraft campaign={campaign} />
      <LinkButton size="small" to={`/campaigns/new?campaign=${encodeURIComponent(campaign)}`}>
        {say('按此正式启动', 'Start this for real')}
      </LinkButton>
    </>
  );
}
