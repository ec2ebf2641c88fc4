/** Any word as the letters a to z and the apostrophe, the alphabet of the unknown-word model. */

const marks = /\p{M}+/gu;
const strange = /[^a-z']/gu;

const spelledOut: ReadonlyMap<string, string> = new Map(
  Object.entries({
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    ß: 'ss',
    ł: 'l',
    đ: 'd',
    ð: 'th',
    þ: 'th',
    ı: 'i',
    ŋ: 'ng',
    ħ: 'h',
    '’': "'",
    '‘': "'",
    α: 'a',
    β: 'v',
    γ: 'g',
    δ: 'd',
    ε: 'e',
    ζ: 'z',
    η: 'i',
    θ: 'th',
    ι: 'i',
    κ: 'k',
    λ: 'l',
    μ: 'm',
    ν: 'n',
    ξ: 'x',
    ο: 'o',
    π: 'p',
    ρ: 'r',
    σ: 's',
    ς: 's',
    τ: 't',
    υ: 'y',
    φ: 'f',
    χ: 'kh',
    ψ: 'ps',
    ω: 'o',
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ж: 'zh',
    з: 'z',
    и: 'i',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ф: 'f',
    х: 'kh',
    ц: 'ts',
    ч: 'ch',
    ш: 'sh',
    щ: 'shch',
    ъ: '',
    ы: 'y',
    ь: '',
    э: 'e',
    ю: 'yu',
    я: 'ya',
    є: 'ye',
    і: 'i',
    ґ: 'g',
    ј: 'y',
    љ: 'ly',
    њ: 'ny',
    ћ: 'ch',
    ђ: 'dj',
    џ: 'dj',
  }),
);

const plain = /^[a-z']*$/u;

/** Accents go, ligatures and Greek and Cyrillic letters are spelled out, everything else is left out. */
export function latinLetters(word: string): string {
  let letters = word.toLowerCase();
  if (plain.test(letters)) return letters;
  letters = letters.normalize('NFKD').replace(marks, '').toLowerCase();
  return Array.from(letters, (letter) => spelledOut.get(letter) ?? letter)
    .join('')
    .replace(strange, '');
}
