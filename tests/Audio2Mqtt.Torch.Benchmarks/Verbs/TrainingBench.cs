using System.Diagnostics;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Caching;
using Audio2Mqtt.Torch.Training.Metrics;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>A dataset with folds, embedded, and the scores of recipes on it.</summary>
internal sealed class TrainingBench : IDisposable
{
    private const int NoiseSeed = 20_000;
    private readonly Yamnet network;
    private readonly YamnetEmbedder embedder;
    private readonly ClipEmbedder clips;
    private readonly Dataset dataset;
    private readonly int[] folds;
    private readonly int seeds;
    private readonly EmbeddedDataset noisy;

    public TrainingBench(string folder, int seeds, IReadOnlyList<IWaveformTransform> noises)
    {
        this.seeds = seeds;
        network = Yamnet.Load(WeightsStore.FromEnvironment().LoadOrInstallAsync(YamnetVariant.Lite).GetAwaiter().GetResult());
        embedder = new YamnetEmbedder(network);
        clips = new ClipEmbedder(embedder, EmbeddingDescription.Of(network).Key, EmbeddingCache.FromEnvironment());
        dataset = new DatasetScanner().Scan(folder);
        folds = [.. dataset.Clips.Select(clip => Path.GetFileName(clip.Path)[0] - '0')];
        noisy = Embed(noises, NoiseSeed);
    }

    public TrainingScores Measure(TrainingVariant variant, int shots)
    {
        var runs = new List<TrainingScores>();
        var classes = dataset.Classes.Count;
        for (var seed = 0; seed < seeds; seed++)
        {
            using var data = Embed(variant.Transforms(), seed);
            var predictions = Enumerable.Range(0, noisy.Copies).Select(_ => new List<ClipPrediction>()).ToArray();
            var seconds = 0.0;
            foreach (var fold in folds.Distinct().Order())
            {
                var train = Few(Enumerable.Range(0, folds.Length).Where(k => folds[k] != fold), shots, (seed * 10) + fold);
                var began = Stopwatch.GetTimestamp();
                using var outcome = new ModelTrainer(variant.Options with { Trainer = variant.Options.Trainer with { Seed = seed } }).Train(data.Only(train));
                seconds += Stopwatch.GetElapsedTime(began).TotalSeconds;
                int[] test = [.. Enumerable.Range(0, folds.Length).Where(k => folds[k] == fold)];
                for (var copy = 0; copy < noisy.Copies; copy++)
                    predictions[copy].AddRange(noisy.Judge(outcome.Head, test, copy).Select(clip => outcome.Calibration.Predict(clip, classes)));
            }

            var scores = predictions.Select(one => ClipScores.Of(one, dataset.Classes)).ToArray();
            runs.Add(new(
                scores[0].Accuracy, [.. scores.Skip(1).Select(one => one.Accuracy)], scores[0].PatchAccuracy ?? 0, scores[0].CalibrationError,
                scores[0].Accuracy, seconds / folds.Distinct().Count()));
        }

        return TrainingScores.Mean(runs);
    }

    public void Dispose()
    {
        noisy.Dispose();
        embedder.Dispose();
        network.Dispose();
    }

    private EmbeddedDataset Embed(IReadOnlyList<IWaveformTransform> transforms, long seed) =>
        EmbeddedDataset.CreateAsync(dataset, clips, embedder.Size, transforms, seed).GetAwaiter().GetResult();

    private int[] Few(IEnumerable<int> train, int shots, int seed)
    {
        var random = new Random(seed);
        return [.. train.GroupBy(k => dataset.Clips[k].ClassName).SelectMany(group =>
        {
            var own = group.ToArray();
            random.Shuffle(own);
            return own.Take(shots);
        })];
    }
}
