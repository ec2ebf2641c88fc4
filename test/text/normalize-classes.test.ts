import { expect, test } from '@jest/globals';
import { spoken } from './spoken.js';

test.each([
  // dates
  ['Wed., Sept. 5th, 2018', 'Wednesday, September fifth, twenty eighteen'],
  ['3/15/2021', 'March fifteenth, twenty twenty-one'],
  ['the week of June 3-10', 'the week of June third to tenth'],
  ['the late 80s and the 1990s', 'the late eighties and the nineteen nineties'],
  [
    'In 1066 he won; in 1300 villages they lost.',
    'In ten sixty-six he won; in one thousand, three hundred villages they lost.',
  ],
  ['500 B.C. to AD 79', 'five hundred BC to AD seventy-nine'],
  // times
  ['from 9 a.m. to 5:30pm EST', 'from nine AM to five thirty PM EST'],
  ['It took 3:25:45.', 'It took three hours, twenty-five minutes and forty-five seconds.'],
  ['2h30m', 'two hours thirty minutes'],
  ['at 0600 hours', 'at oh six hundred hours'],
  // money
  ['$3.2B in sales', 'three point two billion dollars in sales'],
  ['a $5 bill and a $5 tip', 'a five dollar bill and a five dollar tip'],
  ['€1.234,56', 'one thousand, two hundred and thirty-four euros and fifty-six cents'],
  ['C$20/month', 'twenty Canadian dollars per month'],
  ['$5M–$7M', 'five million dollars to seven million dollars'],
  // measures
  ['A 5\'11" man, 180 lbs.', 'A five foot eleven man, one hundred and eighty pounds.'],
  ['the 5km race, 35mm film', 'the five kilometer race, thirty-five millimeter film'],
  [
    '9.8 m/s² and 200 mg/dL',
    'nine point eight meters per second squared and two hundred milligrams per deciliter',
  ],
  ['1.5 x 10^8 km', 'one point five times ten to the power of eight kilometers'],
  [
    '100 Mbps, 10 MB, 5 mW, 5 MW',
    'one hundred megabits per second, ten megabytes, five milliwatts, five megawatts',
  ],
  ['3 in 4 people, 5 a day', 'three in four people, five a day'],
  // phones and codes
  [
    'Call +1 (800) 555-0100 x 5.',
    'Call plus one, eight zero zero, five five five, zero one zero zero, extension five.',
  ],
  ['ISBN 978-0-306-40615-7', 'ISBN nine seven eight, zero, three zero six, four zero six one five, seven'],
  ['New York, NY 10001', 'New York, NY one zero zero zero one'],
  ['H2SO4, B2B, COVID-19, F-16', 'H two S O four, B two B, COVID nineteen, F sixteen'],
  ['221B Baker St.', 'two twenty-one B Baker Street'],
  ['v3.0-beta2 and 10.3.2', 'v three point zero beta two and ten point three point two'],
  // fractions, ranges, maths
  ['2 1/2 cups, ¾ of it, 50/50', 'two and a half cups, three quarters of it, fifty-fifty'],
  ['pp. 12–18, 10-20%, 3:2', 'pages twelve to eighteen, ten to twenty percent, three to two'],
  ['5 - 3 = 2; x ≤ 10', 'five minus three equals two; x is less than or equal to ten'],
  // Roman numerals
  ['Henry V, Rocky IV, Part I', 'Henry the fifth, Rocky four, Part one'],
  ['I met Malcolm X and Vitamin C.', 'I met Malcolm X and Vitamin C.'],
  // abbreviations
  ['Dr. King lives on Elm Dr. near St. Ives.', 'Doctor King lives on Elm Drive near Saint Ives.'],
  ['No. 5 is here. No. It is not.', 'number five is here. No. It is not.'],
  [
    'Gov. Lee, Sgt. Maj. Brown and Mr. and Mrs. Roe',
    'Governor Lee, Sergeant Major Brown and Mister and Missus Roe',
  ],
  ['It is 6 ft. tall. It ended at 5 p.m. They left.', 'It is six feet tall. It ended at five PM. They left.'],
  // signs, web, social
  ['C# & C++, R&D, he/she', 'C sharp and C plus plus, R and D, he or she'],
  ['Follow @jane_doe, #ThrowbackThursday', 'Follow at jane underscore doe, hashtag Throwback Thursday'],
  ['/usr/local/bin and main.py', 'slash usr slash local slash bin and main dot PY'],
  ['so many species - not just one -- died', 'so many species — not just one — died'],
  ['WE SHALL NEVER SURRENDER TO THE BBC', 'we shall never surrender to the BBC'],
])('%j is read %j', (written, reading) => {
  expect(spoken(written)).toBe(reading);
});

test('slash dates are read in the order of the country', () => {
  expect(spoken('04/03/2021', null, 'en-us')).toBe('April third, twenty twenty-one');
  expect(spoken('04/03/2021', null, 'en-gb')).toBe('March fourth, twenty twenty-one');
});

test.each([
  ['number_style', 'us', '1,234 of 101', 'one thousand two hundred thirty-four of one hundred one'],
  ['unit_normalization', false, '10 kg', 'ten kg'],
  ['unit_normalization', true, '5 A', 'five amps'],
  ['phone_normalization', false, 'zip 90210', 'zip ninety thousand, two hundred and ten'],
  ['currency_normalization', false, '$5', 'dollar five'],
  ['date_normalization', false, 'May 5', 'May five'],
  ['time_normalization', false, '10:30', 'ten to thirty'],
  ['abbreviation_normalization', false, 'Dr. Who', 'Dr. Who'],
  ['math_normalization', false, '2 + 2', 'two plus two'],
  ['number_normalization', false, 'room 12', 'room 12'],
  ['optional_pluralization_normalization', false, 'file(s)', 'file(s)'],
  ['url_normalization', false, 'see docs.test.com', 'see docs-test-com'],
  ['email_normalization', false, 'a@b', 'a at b'],
  ['replace_remaining_symbols', false, 'a & b', 'a & b'],
  ['normalize', false, 'Dr.  Who  paid $5', 'Dr. Who paid $5'],
  ['emoji', 'name', 'ok 😀', 'ok grinning face'],
])('the switch %s at %j reads %j as %j', (name, value, written, reading) => {
  expect(spoken(written, { [name]: value })).toBe(reading);
});

test('null and unknown switches change nothing', () => {
  const written = 'Dr. Lee paid $5 for 2 kg on May 5';
  expect(spoken(written, { unit_normalization: null, normalize: null })).toBe(spoken(written));
});
