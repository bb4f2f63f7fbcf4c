// Runs an ONNX model on float32 values and prints its outputs as JSON.
// usage: node run.mjs FOLDER MODEL.onnx INPUT.f32 SIZE,SIZE     (FOLDER: where onnxruntime-node was installed by npm)
import { readFileSync } from 'fs';
import { createRequire } from 'module';
import { resolve } from 'path';

const [folder, model, input, shape] = process.argv.slice(2);
const runtime = createRequire(resolve(folder, 'package.json'))('onnxruntime-node');
const session = await runtime.InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
const bytes = readFileSync(input);
const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const outputs = await session.run({ [session.inputNames[0]]: new runtime.Tensor('float32', values, shape.split(',').map(Number)) });
console.log(JSON.stringify(Object.fromEntries(
  session.outputNames.map(name => [name, { shape: outputs[name].dims, values: Array.from(outputs[name].data) }]))));
