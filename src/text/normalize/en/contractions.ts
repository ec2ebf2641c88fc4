/** Contractions people type without or with an unusual apostrophe: "how're", "youre", "theyre". */
import type { EnglishRule } from './scene.js';

export const contractionRules: readonly EnglishRule[] = [
  {
    class: 'word',
    pattern:
      /(?<![\p{L}\p{N}_'])(?:(how|what|where|who|when|why|there|these|those)'re|(how|what|where|when|why|there|these|those|you|they)re)(?![\p{L}\p{N}_'])/giu,
    read: ([, apostrophe, plain]) => `${apostrophe ?? plain ?? ''} are`,
  },
];
