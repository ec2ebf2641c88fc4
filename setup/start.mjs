/** npm start: does all set-up that is missing, then serves. The second start only looks whether nothing has changed. */
import { createContext } from './context.mjs';
import { prepareAndServe } from './serve.mjs';
import { serverSteps } from './steps/order.mjs';

await prepareAndServe(serverSteps, createContext());
