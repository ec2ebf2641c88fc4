import { version } from '../../config.js';
import { type Command, say } from './command.js';

export const versionCommand: Command = {
  name: 'version',
  usage: '',
  summary: 'prints the version',
  run: () => {
    say(version);
    return 0;
  },
};
