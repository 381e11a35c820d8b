import { createContext, type PropsWithChildren, use, useLayoutEffect, useState } from 'react';
import type { Language, Text } from '../../domain/campaign/definition/definition';
import { agreeing } from '../../domain/text/counted';
import { keepChosen } from './chosen';

/** Picks the words in the reader's language; the caller gives both. */
export type Say = (zh: string, en: string) => string;

interface Reader {
  language: Language;
  say: Say;
  choose(language: Language): void;
}

const KEY = 'nuandong-language';

const ReaderContext = createContext<Reader>({ language: 'zh-CN', say: (zh) => zh, choose: () => {} });

function languageAtFirst(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(KEY) ?? navigator.language;
  return asked.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

export function Words({ children }: PropsWithChildren) {
  const [language, setLanguage] = useState(languageAtFirst);
  // Runs before the effects of the children, so that their requests use this language.
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const say: Say = (zh, en) => (language === 'en' ? agreeing(en) : zh);
  const choose = (chosen: Language) => {
    keepChosen(KEY, chosen);
    setLanguage(chosen);
  };
  return <ReaderContext value={{ language, say, choose }}>{children}</ReaderContext>;
}

/** @returns the reader's language, and the function that picks words. */
export const useWords = (): Reader => use(ReaderContext);

export const textOf = (text: Text, language: Language): string => text[language] ?? text['zh-CN'];
