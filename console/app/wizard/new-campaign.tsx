import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { get, send } from '../api';
import { yamlOf } from '../campaign/templates/template-text';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { DefinitionRead, DraftInFull, DraftKept } from '../types';
import { useWords } from '../words';
import { draftsKept } from './keeping/saving';
import { TemplateStep } from './steps/template-step';
import { Wizard } from './wizard';
import { WizardSteps } from './wizard-steps';
import './wizard.css';

/** @returns the address of a draft in the wizard */
export const draftAt = (id: number, at: string): string => `/campaigns/new?draft=${id}&at=${at}`;

/** From a template to a running campaign, step by step: the draft is in the address, and saved by itself. */
export function Component() {
  const [query] = useSearchParams();
  const id = Number(query.get('draft')) || null;
  return id === null ? <Beginning /> : <Continued key={id} id={id} />;
}

/** The first step: what is chosen becomes a draft. */
function Beginning() {
  const { say } = useWords();
  const [query] = useSearchParams();
  const go = useNavigate();
  const [refused, setRefused] = useState<string | null>(null);
  const template = query.get('template');
  const campaign = query.get('campaign');
  useEffect(() => {
    if (!template && !campaign) return;
    const chosen = template ? draftOfTemplate(template) : send<DraftKept>('/api/drafts', { campaign });
    chosen
      .then(({ id }) => go(draftAt(id, campaign ? 'check' : 'scope'), { replace: true }))
      .catch((error: Error) => setRefused(error.message));
  }, [template, campaign, go]);
  return (
    <>
      <PageHead title={say('新建活动', 'New campaign')} />
      <WizardSteps at="template" onGo={null} />
      <section className="section">
        {refused && <Alert type="error" showIcon role="alert" title={refused} className="pre section" />}
        <TemplateStep onChosen={async (yaml) => go(draftAt((await draftOf(yaml)).id, 'scope'))} />
      </section>
    </>
  );
}

/** @throws Refusal when the text is no definition */
async function draftOf(yaml: string): Promise<DraftKept> {
  const { definition } = await send<DefinitionRead>('/api/definitions', { yaml });
  return send<DraftKept>('/api/drafts', { definition });
}

async function draftOfTemplate(wanted: string): Promise<DraftKept> {
  return draftOf(await yamlOf(wanted));
}

/** Read once: from then on the page is what counts, and the server follows. */
function Continued({ id }: { id: number }) {
  const [turn, setTurn] = useState(0);
  const [kept, setKept] = useState<DraftInFull | null>(null);
  const [error, setError] = useState<Error | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn reads again
  useEffect(() => {
    const broken = new AbortController();
    draftsKept()
      .then(() => get<DraftInFull>(`/api/drafts/${id}`, broken.signal))
      .then(setKept, (reason: Error) => {
        if (!broken.signal.aborted) setError(reason);
      });
    return () => broken.abort();
  }, [id, turn]);
  const again = () => setTurn(turn + 1);
  return kept ? <Wizard key={kept.version} kept={kept} onReload={again} /> : <Loading error={error} reload={again} />;
}
