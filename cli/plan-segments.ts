import type { Definition } from '../domain/definition';
import { say } from '../domain/definition';
import type { Sample } from '../domain/preview';
import { countSegments } from '../domain/segments';

/** The platform's signature is counted with the text; the same default as the running system's. */
const SIGNATURE = process.env.SMS_SIGNATURE ?? '暖冬';

/** As long as the links of a running system. */
const LINK = 'https://nuandong.example.org/r/1zzabcdefghijkl';

/** @returns what counts the segments of one message of this campaign. */
export async function sampleSegments(definition: Definition): Promise<(sample: Sample) => number> {
  const { language } = definition;
  const fixed = `${say(definition.organisation, language)}${say(definition.name, language)}`;
  return ({ place, missing }) =>
    countSegments(`${fixed}${place}${missing.slice(0, 30).join('、')} 12月20日 18:00 ${LINK}`, SIGNATURE);
}
