/** The steps of the set-up, in the order they need each other. */
import { artefactStep } from './artefact-step.mjs';
import { lexicons } from './lexicons.mjs';
import { model } from './model.mjs';
import { nativeBuild, nativeTestBuild } from './native-build.mjs';
import { nodeVersion } from './node-version.mjs';
import { npmPackages } from './npm-packages.mjs';
import { onnxruntime } from './onnxruntime.mjs';
import { systemPackages } from './system-packages.mjs';
import { tinyModel } from './tiny-model.mjs';
import { typescriptBuild } from './typescript-build.mjs';

const voices = artefactStep('voices', 'voices', ['KOKORO_VOICES_DIR', 'VOICES_DIR']);
const dictionaries = artefactStep('dictionaries', 'dictionaries');

/** What is built of the sources. */
export const buildSteps = [
  nodeVersion,
  systemPackages,
  npmPackages,
  typescriptBuild,
  onnxruntime,
  nativeBuild,
];

/** What a server needs beside its program; images do this where the cache is an empty volume. */
export const assetSteps = [voices, dictionaries, lexicons, model];

export const serverSteps = [...buildSteps, ...assetSteps];

export const testSteps = [...serverSteps, tinyModel, nativeTestBuild];
