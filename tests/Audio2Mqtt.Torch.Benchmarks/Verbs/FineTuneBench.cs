using System.Diagnostics;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Augmentation;
using Audio2Mqtt.Torch.Training.Caching;
using Audio2Mqtt.Torch.Training.FineTuning;
using Audio2Mqtt.Torch.Training.Metrics;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>A dataset with folds (the digit a clip's name begins with), models of the frozen network, and what fine-tuning makes of them.</summary>
internal sealed class FineTuneBench : IDisposable
{
    private const int NoiseSeed = 20_000;

    private static readonly IWaveformTransform?[] Noises =
        [null, .. from colour in (NoiseColour[])[NoiseColour.White, NoiseColour.Pink] from snr in (double[])[20, 10, 0] select new NoiseTransform(colour, snr)];

    private readonly YamnetWeights weights = Setup.LoadWeights();
    private readonly Dataset dataset;
    private readonly int[] folds;
    private readonly IReadOnlyList<IWaveformTransform> copies;
    private readonly EmbeddedDataset data;
    private readonly Dictionary<string, List<ClipPrediction>[]> predictions = [];
    private readonly Dictionary<string, List<(double Loss, double Frozen, bool Won, double Seconds)>> runs = [];

    public FineTuneBench(string folder, int copyCount, int classCount)
    {
        var all = new DatasetScanner().Scan(folder);
        string[] classes = [.. all.Classes.Take(classCount)];
        dataset = all with { Classes = classes, Clips = [.. all.Clips.Where(clip => classes.Contains(clip.ClassName))] };
        folds = [.. dataset.Clips.Select(clip => Path.GetFileName(clip.Path)[0] - '0')];
        copies = [.. Enumerable.Range(0, copyCount).Select(k => new Augmenter(new(), k, copyCount))];
        using var network = Yamnet.Load(weights);
        using var embedder = new YamnetEmbedder(network);
        var clips = new ClipEmbedder(embedder, EmbeddingDescription.Of(network).Key, EmbeddingCache.FromEnvironment());
        data = EmbeddedDataset.CreateAsync(dataset, clips, embedder.Size, copies, seed: 0).GetAwaiter().GetResult();
    }

    public IEnumerable<FineTuneBenchScores> Measure(FineTuneOptions[] variants, int foldCount, int shots)
    {
        const string Frozen = "frozen";
        foreach (var fold in folds.Distinct().Order().Take(foldCount))
        {
            int[] train = [.. Enumerable.Range(0, folds.Length).Where(k => folds[k] != fold).GroupBy(k => dataset.Clips[k].ClassName).SelectMany(own => own.Take(shots))];
            int[] test = [.. Enumerable.Range(0, folds.Length).Where(k => folds[k] == fold)];
            using var outcome = new ModelTrainer(new() { Copies = copies }).Train(data.Only(train));
            using (var network = Yamnet.Load(weights)) Judge(Frozen, network, outcome.Head, outcome.Calibration, test);
            foreach (var options in variants)
            {
                using var network = Yamnet.Load(weights);
                using var head = HeadTensors.Copy(outcome.Validated);
                var began = Stopwatch.GetTimestamp();
                var tuned = new FineTuner(options, copies).TrainAsync(network, head, data.Only(train), outcome.HeldOutClips, progress: new Told()).GetAwaiter().GetResult();
                var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds / options.Epochs;
                Console.Error.WriteLine($"  kept epoch {tuned.BestEpoch}: loss {tuned.FrozenLoss:0.0000} to {tuned.Loss:0.0000}, accuracy {tuned.FrozenAccuracy:0.000} to {tuned.Accuracy:0.000}, {seconds:0.0} s an epoch");
                var name = $"{(options.Layers == Yamnet.LayerCount ? "all" : $"last:{options.Layers}")}, rate {options.LearningRate}";
                Record(name, (tuned.Loss, tuned.FrozenLoss, tuned.Backbone is not null, seconds));
                Judge(name, network, tuned.Backbone is null ? outcome.Head : head, tuned.Calibration ?? outcome.Calibration, test);
            }
        }

        foreach (var (name, lists) in predictions)
        {
            var scores = lists.Select(one => ClipScores.Of(one, dataset.Classes)).ToArray();
            var own = runs.GetValueOrDefault(name) ?? runs.Values.First().ConvertAll(run => (run.Frozen, run.Frozen, false, 0.0));
            yield return new(
                name, [.. scores.Select(one => one.Accuracy)], scores[0].CalibrationError, own.Average(run => run.Item1), own.Average(run => run.Item2),
                own.Count(run => run.Item3), own.Average(run => run.Item4));
        }
    }

    public void Dispose() => data.Dispose();

    private void Record(string name, (double Loss, double Frozen, bool Won, double Seconds) run)
    {
        if (!runs.TryGetValue(name, out var list)) runs[name] = list = [];
        list.Add(run);
    }

    private void Judge(string name, Yamnet network, Head head, Calibration calibration, int[] test)
    {
        if (!predictions.TryGetValue(name, out var lists)) predictions[name] = lists = [.. Noises.Select(_ => new List<ClipPrediction>())];
        using var embedder = new YamnetEmbedder(network);
        var clips = dataset with { Clips = [.. test.Select(k => dataset.Clips[k])] };
        using var heard = EmbeddedDataset.CreateAsync(clips, new ClipEmbedder(embedder, ""), embedder.Size, [.. Noises.OfType<IWaveformTransform>()], NoiseSeed).GetAwaiter().GetResult();
        var right = new List<double>();
        foreach (var (k, list) in lists.Index())
        {
            ClipPrediction[] said = [.. heard.Judge(head, heard.Clips, k).Select(clip => calibration.Predict(clip, dataset.Classes.Count))];
            list.AddRange(said);
            right.Add(ClipScores.Of(said, dataset.Classes).Accuracy);
        }

        Console.Error.WriteLine($"{name}: {string.Join(' ', right.Select(one => $"{one:0.000}"))}");
    }

    private sealed class Told : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Epoch is { } epoch)
                Console.Error.WriteLine($"  {epoch.Epoch}: {epoch.Loss:0.000} {epoch.Accuracy:0.000} | {epoch.ValidationLoss:0.0000} {epoch.ValidationAccuracy:0.000}");
        }
    }
}
