import { useCallback, useEffect, useRef, useState } from 'react';
import type { Definition, Stage } from '../../../domain/campaign/definition/definition';
import { Refusal, send } from '../api';
import type { DefinitionRead, Plan } from '../types';

export type Change = (change: Partial<Definition>) => void;

/** One stage of the draft that is being written. */
export interface StageEditing {
  definition: Definition;
  stage: Stage;
  set(part: Partial<Stage>): void;
  change: Change;
  /** Opens a form. */
  onForm(form: string): void;
}

export interface Draft {
  definition: Definition | null;
  /** The plan of the last valid draft. */
  plan: Plan | null;
  /** Problems of the present draft. */
  problems: readonly { field: string | null; message: string }[];
  checking: boolean;
  change: Change;
  /** Replaces the draft by a text. @throws Refusal when it is no definition */
  read(yaml: string): Promise<void>;
}

/** Pause after the last input before the draft is checked, so that typing is not interrupted. */
const PAUSE_MS = 500;

/** A definition that is being written, checked by the server as it grows: the same checks as at the start. */
export function useDraft(): Draft {
  const [definition, setDefinition] = useState<Definition | null>(null);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [problems, setProblems] = useState<Draft['problems']>([]);
  const [checking, setChecking] = useState(false);
  const turn = useRef(0);
  useEffect(() => {
    if (!definition) return;
    const mine = ++turn.current;
    setChecking(true);
    const timer = setTimeout(async () => {
      const outcome = await send<Plan>('/api/plans', { yaml: JSON.stringify(definition) }).then(
        (made) => ({ made, wrong: [] }),
        (error: Error) => ({ made: null, wrong: problemsOf(error) }),
      );
      // A newer draft is on its way, and its result counts.
      if (mine !== turn.current) return;
      if (outcome.made) setPlan(outcome.made);
      setProblems(outcome.wrong);
      setChecking(false);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [definition]);
  const change = useCallback<Change>((part) => setDefinition((before) => before && { ...before, ...part }), []);
  const read = useCallback(async (yaml: string) => {
    const { definition: given } = await send<DefinitionRead>('/api/definitions', { yaml });
    setPlan(null);
    setDefinition(given);
  }, []);
  return { definition, plan, problems, checking, change, read };
}

const problemsOf = (error: Error): Draft['problems'] =>
  error instanceof Refusal && error.problems.length > 0 ? error.problems : [{ field: null, message: error.message }];
