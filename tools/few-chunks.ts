// A Vite plugin for the builds of several pages: what they share comes in a few files instead of two dozen. Each module is a
// request to the browser's own process, 2 to 5 ms, and a page of the extension waits for all of them before its first frame.
import type { Plugin } from 'vite';

/** First match wins. What only one page needs stays with that page, and what is loaded later stays apart. */
const GROUPS = [
  {
    name: 'shell',
    test: /node_modules[\\/](react|react-dom|scheduler|valibot|@wxt-dev|wxt)[\\/]|virtual[:_]wxt-html-plugins|vite[\\/]preload-helper|components[\\/]ui[\\/]|lib[\\/](i18n|settings|result|messages)\.ts/,
  },
  {
    name: 'store',
    test: /node_modules[\\/]dexie[\\/]|lib[\\/]library[\\/](database|rows|storage-errors|uuid|bodies|keep-name|meta-keys|context-sentence)\.ts|lib[\\/]thai[\\/]normal-form\.ts/,
  },
  {
    name: 'cards',
    test: /node_modules[\\/]ts-fsrs[\\/]|lib[\\/]review[\\/](card-faces|local-day|make-cards|queue|scheduler|session)\.ts/,
  },
];

export function fewChunks(): Plugin {
  return {
    name: 'wonglep:few-chunks',
    outputOptions(options) {
      // Scripts that a browser loads alone (background, content scripts) are one file already.
      if (options.format !== 'es') return null;
      return { ...options, codeSplitting: { groups: GROUPS } };
    },
  };
}
