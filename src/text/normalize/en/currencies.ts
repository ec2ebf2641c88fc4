/** Currencies: how they are written, and their units in words. */

export interface Currency {
  readonly one: string;
  readonly many: string;
  /** Hundredths, where there are any. */
  readonly coin?: string;
  readonly coins?: string;
}

const money = (one: string, many = `${one}s`, coin?: string, coins?: string): Currency =>
  coin === undefined ? { one, many } : { one, many, coin, coins: coins ?? `${coin}s` };

const dollar = (land?: string): Currency =>
  money(land === undefined ? 'dollar' : `${land} dollar`, undefined, 'cent');
const krone = (name: string, many: string): Currency => money(name, many, 'øre', 'øre');

/** Before or after the number: `$5`, `5 €`. Longest first where one begins another. */
export const signs: Readonly<Record<string, Currency>> = {
  US$: dollar('US'),
  CA$: dollar('Canadian'),
  C$: dollar('Canadian'),
  AU$: dollar('Australian'),
  A$: dollar('Australian'),
  NZ$: dollar('New Zealand'),
  HK$: dollar('Hong Kong'),
  NT$: dollar('Taiwan'),
  S$: dollar('Singapore'),
  R$: money('real', 'reais', 'centavo'),
  $: dollar(),
  '£': money('pound', 'pounds', 'penny', 'pence'),
  '€': money('euro', 'euros', 'cent'),
  '¥': money('yen', 'yen'),
  '￥': money('yen', 'yen'),
  '₹': money('rupee', 'rupees', 'paisa', 'paise'),
  '₩': money('won', 'won'),
  '₿': money('bitcoin', 'bitcoins'),
  '₽': money('ruble', 'rubles', 'kopek'),
  '₺': money('lira', 'lira'),
  '₪': money('shekel', 'shekels'),
  '₫': money('dong', 'dong'),
  '฿': money('baht', 'baht'),
  '₴': money('hryvnia', 'hryvnias'),
  '₦': money('naira', 'naira'),
  '₱': money('peso', 'pesos', 'centavo'),
  '₸': money('tenge', 'tenge'),
  '₡': money('colón', 'colones'),
  '₵': money('cedi', 'cedis'),
  '₼': money('manat', 'manat'),
  '₾': money('lari', 'lari'),
};

/** ISO codes and letters, parted by a blank or not: `CHF 100`, `500 USD`, `kr 50`. */
export const codes: Readonly<Record<string, Currency>> = {
  USD: dollar('US'),
  CAD: dollar('Canadian'),
  AUD: dollar('Australian'),
  NZD: dollar('New Zealand'),
  HKD: dollar('Hong Kong'),
  SGD: dollar('Singapore'),
  EUR: money('euro', 'euros', 'cent'),
  GBP: money('pound', 'pounds', 'penny', 'pence'),
  JPY: money('yen', 'yen'),
  CNY: money('yuan', 'yuan'),
  RMB: money('yuan', 'yuan'),
  CHF: money('Swiss franc', 'Swiss francs', 'centime'),
  INR: money('rupee', 'rupees', 'paisa', 'paise'),
  Rs: money('rupee', 'rupees', 'paisa', 'paise'),
  KRW: money('won', 'won'),
  SEK: krone('Swedish krona', 'Swedish kronor'),
  NOK: krone('Norwegian krone', 'Norwegian kroner'),
  DKK: krone('Danish krone', 'Danish kroner'),
  ISK: money('Icelandic króna', 'Icelandic krónur'),
  kr: krone('krone', 'kroner'),
  PLN: money('zloty', 'zlotys', 'grosz', 'groszy'),
  zł: money('zloty', 'zlotys', 'grosz', 'groszy'),
  CZK: money('Czech koruna', 'Czech korunas'),
  HUF: money('forint', 'forints'),
  RON: money('leu', 'lei'),
  RUB: money('ruble', 'rubles', 'kopek'),
  UAH: money('hryvnia', 'hryvnias'),
  TRY: money('Turkish lira', 'Turkish lira'),
  ILS: money('shekel', 'shekels'),
  BRL: money('real', 'reais', 'centavo'),
  MXN: money('Mexican peso', 'Mexican pesos', 'centavo'),
  ARS: money('Argentine peso', 'Argentine pesos'),
  ZAR: money('rand', 'rand', 'cent'),
  THB: money('baht', 'baht'),
  IDR: money('rupiah', 'rupiah'),
  PHP: money('Philippine peso', 'Philippine pesos'),
  VND: money('dong', 'dong'),
  MYR: money('ringgit', 'ringgit'),
  AED: money('dirham', 'dirhams'),
  SAR: money('riyal', 'riyals'),
  EGP: money('Egyptian pound', 'Egyptian pounds'),
  NGN: money('naira', 'naira'),
  KES: money('Kenyan shilling', 'Kenyan shillings'),
  BTC: money('bitcoin', 'bitcoins'),
  ETH: money('ether', 'ether'),
};

const magnitudes: Readonly<Record<string, string>> = {
  k: 'thousand',
  m: 'million',
  mn: 'million',
  mm: 'million',
  mil: 'million',
  mln: 'million',
  b: 'billion',
  bn: 'billion',
  bln: 'billion',
  t: 'trillion',
  tn: 'trillion',
  trn: 'trillion',
};

/** Pattern of what multiplies an amount. */
export const magnitude =
  '(?:[- ]?(?:hundred|thousand|million|billion|trillion|quadrillion|lakh|crore)\\b|(?: (?=bn|mn|tn|bln|mln|trn))?(?:[kK]|mil|mln|mn|mm|MM|[mM]|[bB]n|bln|[bB]|trn|[tT]n|[tT])(?![\\p{L}\\p{N}]))';

/** "bn" → "billion"; a word stays itself. */
export function magnitudeWord(written: string): string {
  const bare = written.replace(/^[- ]/u, '').toLowerCase();
  return magnitudes[bare] ?? bare;
}
