// ms per patch of an ONNX model in ONNX Runtime on one thread: a line for each batch size with the median and the least.
// usage: node onnxruntime.mjs MODEL.onnx PEERS version|BATCHES     (PEERS: a folder where onnxruntime-node was installed by npm)
import { createRequire } from 'module';
import { performance } from 'perf_hooks';

const [model, peers, what] = process.argv.slice(2);
const load = createRequire(peers + '/package.json');
if (what === 'version') {
  console.log(load('onnxruntime-node/package.json').version);
  process.exit(0);
}

const runtime = load('onnxruntime-node');
const session = await runtime.InferenceSession.create(model, {
  graphOptimizationLevel: 'all', executionMode: 'sequential', intraOpNumThreads: 1, interOpNumThreads: 1,
});
for (const batch of what.split(',').map(Number)) {
  const values = Float32Array.from({ length: batch * 96 * 64 }, () => Math.random() * 8 - 7);
  const patches = new runtime.Tensor('float32', values, [batch, 1, 96, 64]);
  const once = async () => {
    const start = performance.now();
    await session.run({ patches });
    return performance.now() - start;
  };
  for (let k = 0; k < 3; k++) await once();
  const times = [];
  for (const begin = performance.now(); times.length < 10 || performance.now() - begin < 1000;) times.push(await once());
  times.sort((a, b) => a - b);
  const middle = times.length >> 1;
  const median = times.length % 2 ? times[middle] : (times[middle - 1] + times[middle]) / 2;
  console.log(batch, (median / batch).toFixed(4), (times[0] / batch).toFixed(4));
}
