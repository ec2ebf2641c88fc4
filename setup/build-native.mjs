/** npm run build:native: builds the addon, fetching ONNX Runtime first where it is not there. */
import { createContext } from './context.mjs';
import { runSteps } from './run-steps.mjs';
import { nativeBuild } from './steps/native-build.mjs';
import { onnxruntime } from './steps/onnxruntime.mjs';

await runSteps([onnxruntime, nativeBuild], createContext());
