import { Type } from 'typebox';

/** The web application and the documentation of the API. */
export const pageSettings = {
  enableWebUi: Type.Boolean({
    default: true,
    aliases: ['ENABLE_WEB_PLAYER'],
    description: 'Serve the web application at `/` and `/web/`.',
  }),
  webPath: Type.Optional(
    Type.String({
      aliases: ['WEB_PLAYER_PATH'],
      hasNoEffect: true,
      description: 'Folder with files that replace the web application; unset or `web`: the built-in ones.',
    }),
  ),
  enableDocs: Type.Boolean({
    default: true,
    description: 'Serve `/docs`, `/redoc`, `/openapi.json` and `/developers`.',
  }),
  apiTitle: Type.String({
    default: 'Kokoro TTS API',
    aliases: ['API_TITLE'],
    description: 'Title in the documentation of the API.',
  }),
  apiDescription: Type.String({
    default: 'Text-to-speech with Kokoro-82M, for the clients of four servers.',
    aliases: ['API_DESCRIPTION'],
    description: 'Description in the documentation of the API.',
  }),
  apiVersion: Type.Optional(
    Type.String({
      aliases: ['API_VERSION'],
      description: "Version in the documentation of the API; unset: the server's.",
    }),
  ),
};
