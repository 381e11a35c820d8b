import { get } from '../../api';
import type { TemplateText } from '../../types';

/** @returns the definition of a template. @throws Refusal when there is none */
export const yamlOf = async (template: string): Promise<string> =>
  (await get<TemplateText>(`/api/templates/${encodeURIComponent(template)}`)).yaml;
