import type { Definition } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import type { Sample } from '../../domain/campaign/preview';
import { howToAnswer } from '../../domain/message/told';
import { type Sentence, sentence } from '../../domain/text/refusal';
import { sampleMessages } from './message-samples';
import { renderMessage, SEGMENTS_WANTED } from './render';
import { checkMessages } from './texts';

/** A path as long as in a running system: an id for up to 60 million links, and the signature. */
const LINK_PATH = '/r/zzzzzabcdefghijkl';

/** Most names have two or three characters. */
const CONTACT = '某某某';

/** The most names that a message carries, as in the running system. */
const NAMES_CARRIED = 30;

interface Settings {
  signature: string;
  publicUrl: string;
}

/** @returns a warning that names the SMS which cost more segments than a message should, in the campaign's language. */
export function longMessages(definition: Definition, plan: Plan, settings: Settings): Sentence[] {
  const { language } = definition;
  const most = SEGMENTS_WANTED[language];
  const long = sampleMessages({ definition, plan, language, ...settings }).filter(({ sms }) => sms.segments > most);
  if (long.length === 0) return [];
  const messages = long.map(({ message, sms }) => `${message} (${sms.segments})`).join(', ');
  return [sentence('sms-of-many-segments', { most, messages })];
}

/**
 * @param signature stands in front of every SMS; the platform adds it
 * @param publicUrl where the links of the running system lead
 * @returns a function that counts the segments of one SMS of this campaign, in its real words
 * @throws TemplateError for a message of the definition that cannot be used
 */
export function segmentsOf(definition: Definition, { signature, publicUrl }: Settings): (sample: Sample) => number {
  const link = publicUrl.replace(/\/$/, '') + LINK_PATH;
  checkMessages(definition);
  return ({ rung, round, region, missing, silent }) =>
    renderMessage({
      definition,
      template: rung.message,
      language: definition.language,
      channel: 'sms',
      signature,
      params: {
        now: rung.at,
        unit: region.name,
        contact: CONTACT,
        stage: round.stage,
        dueAt: round.dueAt,
        locksAt: round.locksAt,
        link,
        expected: silent,
        reported: 0,
        silent,
        how: howToAnswer(definition, { kind: rung.kind, form: round.list === undefined ? round.form : null }),
        missing: missing.slice(0, NAMES_CARRIED),
        ...(rung.acknowledgeBy !== undefined && { acknowledgeBy: rung.acknowledgeBy }),
      },
    }).segments;
}
