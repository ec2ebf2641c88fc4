/** Abbreviations whose full stop does not end a sentence, by language; lower-case, without the last full stop. */
import type { Language } from './languages.js';

const words = (list: string): string[] => list.split(' ');

/** Something always follows these: titles, references, `e.g.`. */
const english = words(
  'dr mr mrs ms messrs mme mlle prof st mt ft gen col maj capt cpt lt cmdr sgt cpl pvt adm brig hon rev fr sen rep gov ' +
    'pres supt insp det atty amb vs v e.g i.e eg ie cf viz approx ca al esp incl excl ed eds trans figs para sec ' +
    'univ dept assn bros tel ext gov',
);

/** These go on only before a digit or a Roman numeral: `No. 5`, but `No. I won't`. */
const englishNumbered = words(
  'no nos vol vols p pp fig figs ch chap art sect sec eq ex op ver pt fol ll vv par apt ste rm',
);

/** These may end a sentence, too: what follows decides. */
const englishEither = words(
  'etc inc corp co ltd llc plc jr sr esq a.m p.m am pm u.s u.k u.n e.u d.c u.s.a b.c a.d n.y l.a ph.d m.d b.a m.a b.sc ' +
    'm.sc d.d.s r.n ave blvd rd ln st sq hwy pkwy pl ct dr jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues ' +
    'wed thu thur thurs fri sat sun in ft yd mi lb lbs oz hr hrs min mins sec secs cal calif mass conn wash fla ill mich ' +
    'minn miss mo okla ore penn tenn tex va vt wis ariz ala ark colo del ga ind kan ky la md neb nev pa wyo',
);

const always: Partial<Record<Language, readonly string[]>> = {
  es: words(
    'sr sra srta sres dr dra d dña ud uds vd vds ee uu av avda c pág págs núm nº art cap fig ej p.ej aprox prof gral',
  ),
  'fr-fr': words(
    'm mm mme mmes mlle mlles dr pr me st ste av bd p pp n° art chap fig vol env cf ex p.ex c.-à-d',
  ),
  it: words(
    'sig sigg sig.ra sig.na dott dott.ssa prof prof.ssa avv ing geom arch on p pp pag n nn art cap fig vol es ecc p.es s',
  ),
  'pt-br': words('sr sra srta dr dra prof profa av r pág págs p pp nº art cap fig ex exmo eng gen cel cap d'),
  hi: words('डॉ श्री प्रो पं सु कु मो स्व रु'),
};

export interface Abbreviations {
  readonly always: ReadonlySet<string>;
  readonly numbered: ReadonlySet<string>;
  readonly either: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();
const tables = new Map<Language, Abbreviations>();

/** Japanese and Chinese text that mentions Dr. Smith is covered by the English table. */
export function abbreviationsOf(language: Language): Abbreviations {
  let table = tables.get(language);
  if (table === undefined) {
    const own = always[language];
    table =
      own === undefined
        ? { always: new Set(english), numbered: new Set(englishNumbered), either: new Set(englishEither) }
        : { always: new Set(own), numbered: none, either: new Set(words('etc ecc a.c d.c p.m a.m')) };
    tables.set(language, table);
  }
  return table;
}

/** Words that begin a sentence far more often than they go on a name: `U.S. Where`, but `U.S. Army`. */
export const sentenceStarters: ReadonlySet<string> = new Set(
  words(
    'the a an this that these those there here he she it we they you i his her its our their your my who what when where ' +
      'why how which if although though while because since after before as at in on for from with without by to but and ' +
      'or so yet however then thus therefore also still even now today yesterday tomorrow some many most all each every no ' +
      'not none one another both either neither people everyone nobody nothing something is are was were do does did can ' +
      "could will would should have has had let please it's he's she's they're we're i'm i've i'll that's there's what's " +
      "don't yes well just only once until unless despite during",
  ),
);
