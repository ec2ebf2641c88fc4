/** The program: a command that is done at once, or the server. */
import { serverArguments } from './main/commands/dispatch.js';

const args = await serverArguments(process.argv.slice(2));
// Only now: the engine and the dictionaries are nothing that `help` should wait for.
const { serve } = await import('./main/serve.js');
await serve(args);
