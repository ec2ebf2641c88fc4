/**
 * The set-up is plain JavaScript with JSDoc types. The project that checks those (setup/tsconfig.json) includes the
 * tests of the set-up with the real types; this project only has to know that such modules exist.
 */
declare module '*.mjs';
