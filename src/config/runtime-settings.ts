import { Type } from 'typebox';

/** How ONNX Runtime and the engine's process are set up. */
export const runtimeSettings = {
  interOpThreads: Type.Integer({
    default: 1,
    minimum: 1,
    maximum: 64,
    aliases: ['ONNX_INTER_OP_THREADS'],
    hasNoEffect: true,
    description: 'Threads between operators; only with the parallel mode.',
  }),
  executionMode: Type.Enum(['sequential', 'parallel'], {
    default: 'sequential',
    aliases: ['ONNX_EXECUTION_MODE'],
    hasNoEffect: true,
    description: 'Whether independent operators run side by side.',
  }),
  optimizationLevel: Type.Enum(['none', 'basic', 'extended', 'all'], {
    default: 'all',
    aliases: ['ONNX_OPTIMIZATION_LEVEL'],
    hasNoEffect: true,
    description: 'How far ONNX Runtime rewrites the graph.',
  }),
  memoryPattern: Type.Boolean({
    default: false,
    aliases: ['ONNX_MEMORY_PATTERN'],
    hasNoEffect: true,
    description: 'Plan memory by earlier runs. Memory then grows with every new length.',
  }),
  arenaStrategy: Type.Enum(['kSameAsRequested', 'kNextPowerOfTwo'], {
    default: 'kSameAsRequested',
    aliases: ['ONNX_ARENA_EXTEND_STRATEGY'],
    hasNoEffect: true,
    description: 'How the memory arena grows.',
  }),
  cudaLibDir: Type.Optional(
    Type.String({ hasNoEffect: true, description: 'Folder of the CUDA and cuDNN libraries.' }),
  ),
  cudaDevice: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 255,
    description: 'Number of the GPU.',
  }),
  gpuMemLimitMb: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 1_048_576,
    unit: 'MiB',
    description: 'Memory the engine may take on the GPU; 0: no limit.',
  }),
  engineIsolation: Type.Enum(['process', 'thread'], {
    default: 'process',
    hasNoEffect: true,
    description:
      'process: the engine runs in a child process that is replaced after a crash; thread: in that of the server, as it does now.',
  }),
  runtimeIdleUnloadSec: Type.Number({
    default: 0,
    minimum: 0,
    maximum: 604_800,
    unit: 's',
    description: 'Give the memory of the model back after that long without work; 0: never.',
  }),
  audioCacheMb: Type.Integer({
    default: 64,
    minimum: 0,
    maximum: 65_536,
    unit: 'MiB',
    description: 'Answers to short texts that are kept; 0: none.',
  }),
};
