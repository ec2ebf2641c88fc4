/** The nine languages of the model's voices: ids, voice letters, and what else clients call them. */
export type Language = 'en-us' | 'en-gb' | 'es' | 'fr-fr' | 'hi' | 'it' | 'ja' | 'pt-br' | 'cmn';
