/** Mathematics: operators between operands, powers, roots, Greek letters. The operands are read by their own rules. */
import { number, quantity, signed } from './number-reading.js';
import type { EnglishRule } from './scene.js';

/** A number, a variable or a bracket stands to the left, to the right. */
const left = "(?<=(?:[\\d)\\]}²³½¼¾%°!]|(?<![\\p{L}\\p{M}'])[\\p{L}]|[∞πθ]) ?)";
const right = "(?= ?[-+]?(?:[\\d(\\[{√.$∞π]|[\\p{L}](?![\\p{L}'])|\\d?[\\p{L}]{1,3}[²³(]))";

function operator(sign: string, words: string, isSpaced = false): EnglishRule {
  const blank = isSpaced ? ' ' : ' ?';
  return {
    class: 'math',
    needs: new RegExp(sign, 'u'),
    switch: 'math_normalization',
    pattern: new RegExp(`${left}${blank}(?:${sign})${isSpaced ? ' ' : ' ?'}${right}`, 'gu'),
    read: () => ` ${words} `,
  };
}

const superscripts: Readonly<Record<string, string>> = {
  '⁰': '0',
  '¹': '1',
  '²': '2',
  '³': '3',
  '⁴': '4',
  '⁵': '5',
  '⁶': '6',
  '⁷': '7',
  '⁸': '8',
  '⁹': '9',
  '⁻': '-',
  '⁺': '+',
};
const subscripts = '₀₁₂₃₄₅₆₇₈₉';

const power: EnglishRule = {
  class: 'math',
  needs: /[⁰-⁹⁺⁻ⁿ²³¹^]/,
  switch: 'math_normalization',
  pattern:
    /(?<=[\p{L}\p{N})\]])(?:([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,9})|ⁿ| ?\^ ?(?:([-+]?\d{1,9})|\{([-+]?\d{1,9})\}|([a-z])(?!\p{L})))/gu,
  read: ({ 0: whole, 1: raised, 2: plain, 3: braced, 4: variable, index }, scene) => {
    if (whole === 'ⁿ') return ' to the power of n';
    if (variable !== undefined) return ` to the power of ${variable}`;
    const digits = plain ?? braced ?? Array.from(raised ?? '', (mark) => superscripts[mark] ?? '').join('');
    const isShort = raised !== undefined || /\p{L}$/u.test(scene.before(index));
    if (isShort && digits === '2') return ' squared';
    if (isShort && digits === '3') return ' cubed';
    return ` to the power of ${signed(/^[-+]/u.exec(digits)?.[0], scene.cardinal(digits))}`;
  },
};

const subscript: EnglishRule = {
  class: 'math',
  needs: /[₀-₉]/,
  switch: 'number_normalization',
  pattern: /[₀₁₂₃₄₅₆₇₈₉]{1,9}/gu,
  read: ([run], scene) =>
    ` ${scene.cardinal(Array.from(run, (mark) => String(subscripts.indexOf(mark))).join(''))}`,
};

/** 1e6, 6.02E23: "one times ten to the power of six". */
const scientific: EnglishRule = {
  class: 'math',
  needs: /\d/,
  switch: 'math_normalization',
  pattern: /(?<![\p{L}\p{N}_.])(\d{1,9}(?:\.\d{1,16})?)[eE]([-+]?)(\d{1,3})(?![\p{L}\p{N}.])/gu,
  read: ([, digits = '', sign, exponent = ''], scene) =>
    `${quantity(digits, scene)} times ten to the power of ${signed(sign === '-' ? '-' : undefined, scene.cardinal(exponent))}`,
};

const applied: EnglishRule = {
  class: 'math',
  needs: /\(/,
  switch: 'math_normalization',
  pattern: /(?<![\p{L}\p{N}])([fgh]|sin|cos|tan|log|ln|exp)\(([a-z])\)/gu,
  read: ([, name = '', variable = '']) =>
    `${name.length === 1 ? name.toUpperCase() : name} of ${variable.toUpperCase()}`,
};

/** "E equals", "a is less than b": a lone letter beside an operator is a letter, not the article. */
const article: EnglishRule = {
  class: 'math',
  needs: /[-+=<>≤≥≠×÷*/^²³]/,
  switch: 'math_normalization',
  pattern:
    /(?<![\p{L}\p{N}'])a(?= ?[-+=<>≤≥≠×÷*/^²³] ?[\p{L}\d(](?![\p{L}]))|(?<=[-+=<>≤≥≠×÷*/] ?)(?<![\p{L}\p{N}] ?-)a(?![\p{L}\p{N}'])(?! \p{L})/gu,
  read: () => 'A',
};

/** A comparison after a lone letter or number is a statement, after a word a remark: "p-value less than". */
function comparison(sign: string, words: string): EnglishRule {
  return {
    class: 'math',
    needs: new RegExp(sign, 'u'),
    switch: 'math_normalization',
    pattern: new RegExp(` ?(?:${sign}) ?(?=[-+]?[\\p{L}\\d.$€£(√∞])`, 'gu'),
    read: ({ index, 0: whole }, scene) => {
      const before = scene.before(index);
      if (before.trim() === '') return `${words} `;
      if (!/^ | $/u.test(whole) && /^[<>]$/u.test(whole) && !/[\p{L}\d)]$/u.test(before)) return undefined;
      const isLone = /(?:^|[^\p{L}\p{N}-])(?:\p{L}|[\d.,]{1,12})$/u.test(before);
      return ` ${isLone ? 'is ' : ''}${words} `;
    },
  };
}

const names: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  ς: 'sigma',
  τ: 'tau',
  υ: 'upsilon',
  φ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
  '∞': 'infinity',
  '∑': 'the sum of',
  '∏': 'the product of',
  '∫': 'the integral of',
  '∂': 'partial',
  '∇': 'nabla',
  '∈': 'in',
  '∉': 'not in',
  '∪': 'union',
  '∩': 'intersection',
  '⊂': 'subset of',
  '∅': 'the empty set',
  '∀': 'for all',
  '∃': 'there exists',
  '∴': 'therefore',
  '∝': 'proportional to',
  µ: 'micro',
};

/** A lone Greek letter or one glued to Latin (`Δt`); Greek words are left to the front end. */
const greek: EnglishRule = {
  class: 'math',
  needs: /[\p{Script=Greek}µ∞∑∏∫∂∇∈∉∪∩⊂∅∀∃∴∝]/u,
  switch: 'math_normalization',
  pattern: /(?<!\p{Script=Greek})[\p{Script=Greek}µ∞∑∏∫∂∇∈∉∪∩⊂∅∀∃∴∝](?!\p{Script=Greek})/gu,
  read: ([sign]) => {
    const name = names[sign] ?? names[sign.toLowerCase()];
    return name === undefined ? undefined : ` ${name} `;
  },
};

const root: EnglishRule = {
  class: 'math',
  needs: /[√∛∜]/,
  switch: 'math_normalization',
  pattern: /([√∛∜]) ?(?=[\p{L}\d(])/gu,
  read: ([, sign]) => (sign === '√' ? 'square root of ' : sign === '∛' ? 'cube root of ' : 'fourth root of '),
};

const equals: EnglishRule = {
  class: 'math',
  needs: /=/,
  switch: 'math_normalization',
  pattern: new RegExp(`(?<=\\S ?)(?<![=!<>]) ?=(?![=>]) ?(?=[-+]?(?:${number}|\\S))`, 'gu'),
  read: () => ' equals ',
};

export const mathRules: readonly EnglishRule[] = [
  article,
  applied,
  scientific,
  power,
  root,
  comparison('<=|≤|≦|⩽', 'less than or equal to'),
  comparison('>=|≥|≧|⩾', 'greater than or equal to'),
  comparison('!=|≠', 'not equal to'),
  comparison('≈|≅|≃', 'approximately'),
  comparison('(?<![<-])<(?![<3/-])', 'less than'),
  comparison('(?<![->=])>(?!>)', 'greater than'),
  operator('±', 'plus or minus'),
  operator('×|\\*|⋅|∙|(?<=\\d )x(?= [\\d.]{1,12} ?[=^⁰¹²³⁴-⁹])', 'times'),
  operator('÷', 'divided by'),
  operator('/', 'divided by', true),
  operator('\\+', 'plus'),
  operator('-', 'minus', true),
  equals,
  subscript,
  greek,
];

/** x-5: a small letter of a formula, a hyphen and a number. */
export const variableRules: readonly EnglishRule[] = [
  {
    class: 'math',
    switch: 'math_normalization',
    pattern: /(?<=(?<![\p{L}\p{N}'-])[a-z])-(?=\d)/gu,
    read: () => ' minus ',
  },
];
