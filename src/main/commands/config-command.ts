/** `config print` and `config check`: what counts, and whether it is right. */
import { printedConfig, readSettings } from '../../config.js';
import { type Command, say, UsageError } from './command.js';

export const configCommand: Command = {
  name: 'config',
  usage: 'print [--json] [--sources] | check',
  summary: 'shows the settings that count, or checks them',
  run: ([action = '', ...flags]) => {
    if (action !== 'print' && action !== 'check')
      throw new UsageError('config needs "print" or "check" after it.');
    const reading = readSettings(flags);
    const { warnings, switches } = reading;
    for (const warning of warnings) process.stderr.write(`${warning}\n`);
    if (action === 'check') say(`The configuration is valid. ${warnings.length} warning(s).`);
    else say(printedConfig(reading, switches.has('json'), switches.has('sources')));
    return 0;
  },
};
