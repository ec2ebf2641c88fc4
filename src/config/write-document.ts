/** Writes the settings' tables into the document named on the command line: `node dist/src/config/write-document.js FILE`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withSettingsTables } from './document.js';

const [, , file = 'docs/configuration.md'] = process.argv;
writeFileSync(file, withSettingsTables(readFileSync(file, 'utf8')));
