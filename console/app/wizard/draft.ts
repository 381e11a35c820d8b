import { useCallback, useEffect, useRef, useState } from 'react';
import type { Definition, Stage } from '../../../domain/campaign/definition/definition';
import { Refusal, send } from '../api';
import type { DefinitionRead, DraftInFull, Plan } from '../types';
import { begun, changed, type History, redone, undone } from './keeping/history';
import { type Saving, useSaving } from './keeping/saving';

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
  definition: Definition;
  /** The plan of the last valid draft. */
  plan: Plan | null;
  /** Problems of the present draft. */
  problems: readonly { field: string | null; message: string }[];
  checking: boolean;
  saving: Saving;
  change: Change;
  /** Replaces the draft by a text. @throws Refusal when it is no definition */
  read(yaml: string): Promise<void>;
  /** Null when there is nothing to undo, or to do again. */
  undo: (() => void) | null;
  redo: (() => void) | null;
}

/** Pause after the last input before the draft is checked, so that typing is not interrupted. */
const PAUSE_MS = 500;

/** A definition that is being written: saved by itself, and checked by the server as it will be at the start. */
export function useDraft(kept: DraftInFull): Draft {
  const [history, setHistory] = useState<History<Definition>>(() => begun(kept.definition));
  const { present: definition, past, future } = history;
  const saving = useSaving(kept, definition);
  const checked = useChecked(definition);
  const change = useCallback<Change>(
    (part) =>
      setHistory((before) =>
        changed(before, { ...before.present, ...part }, { about: Object.keys(part).join(), at: Date.now() }),
      ),
    [],
  );
  const read = useCallback(async (yaml: string) => {
    const { definition: given } = await send<DefinitionRead>('/api/definitions', { yaml });
    setHistory((before) => changed(before, given, { about: `yaml ${Date.now()}`, at: Date.now() }));
  }, []);
  const undo = useCallback(() => setHistory(undone), []);
  const redo = useCallback(() => setHistory(redone), []);
  return {
    ...{ definition, ...checked, saving, change, read },
    undo: past.length > 0 ? undo : null,
    redo: future.length > 0 ? redo : null,
  };
}

function useChecked(definition: Definition): Pick<Draft, 'plan' | 'problems' | 'checking'> {
  const [plan, setPlan] = useState<Plan | null>(null);
  const [problems, setProblems] = useState<Draft['problems']>([]);
  const [checking, setChecking] = useState(true);
  const turn = useRef(0);
  useEffect(() => {
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
  return { plan, problems, checking };
}

const problemsOf = (error: Error): Draft['problems'] =>
  error instanceof Refusal && error.problems.length > 0 ? error.problems : [{ field: null, message: error.message }];
