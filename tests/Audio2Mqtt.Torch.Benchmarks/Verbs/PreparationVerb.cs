using System.Globalization;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Augmentation;
using Audio2Mqtt.Torch.Training.Caching;
using Audio2Mqtt.Torch.Training.Metrics;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>
/// Do trimming and denoising help? Leaves one fold out at a time, clean and under noise, with recordings prepared for learning and for testing alike, or for one of them
/// alone. Noise is added before a recording is prepared, as it is in a room.
/// </summary>
internal static class PreparationVerb
{
    private const int NoiseSeed = 20_000;

    private static readonly (string Name, SoundPreparation Preparation)[] Kinds =
    [
        ("as they are", new()),
        ("trimmed", new() { TrimTopDb = SoundPreparation.DefaultTopDb }),
        ("denoised", new() { Denoise = true }),
        ("denoised, trimmed", new() { Denoise = true, TrimTopDb = SoundPreparation.DefaultTopDb }),
    ];

    private static readonly NoiseTransform[] Noises =
        [.. from colour in (NoiseColour[])[NoiseColour.White, NoiseColour.Pink] from snr in (double[])[20, 10, 0] select new NoiseTransform(colour, snr)];

    public static void Run(Arguments arguments)
    {
        Machine.PrintFacts(arguments);
        var dataset = new DatasetScanner().Scan(arguments.Value(0, "a folder of class folders"));
        var (copies, seeds) = (arguments.Number("copies", 0), arguments.Number("seeds", 1));
        using var network = Yamnet.Load(WeightsStore.FromEnvironment().LoadOrInstallAsync(YamnetVariant.Lite).GetAwaiter().GetResult());
        using var embedder = new YamnetEmbedder(network);
        IReadOnlyList<IWaveformTransform> augmented = [.. Enumerable.Range(0, copies).Select(k => new Augmenter(new(), k, copies))];
        var table = new MarkdownTable("learnt from", "tested on", "clean", "white 20", "10", "0 dB", "pink 20", "10", "0 dB", "noise, mean");
        using var plain = Embed(Kinds[0].Preparation, augmented, 0);
        using var asTheyAre = Embed(Kinds[0].Preparation, Noises, NoiseSeed);
        Add(Kinds[0].Name, Kinds[0].Name, Measure(plain, asTheyAre, seeds));
        foreach (var (name, preparation) in Kinds.Skip(1).Where(kind => arguments.Values.Count < 2 || arguments.Values.Skip(1).Contains(kind.Name)))
        {
            using var data = Embed(preparation, augmented, 0);
            using var test = Embed(preparation, Noises, NoiseSeed);
            Add(name, name, Measure(data, test, seeds));
            Add(Kinds[0].Name, name, Measure(plain, test, seeds));
            Add(name, Kinds[0].Name, Measure(data, asTheyAre, seeds));
        }

        table.Print();

        void Add(string learnt, string test, double[] scores)
        {
            table.Add([learnt, test, .. scores.Select(Text), Text(scores.Skip(1).Average())]);
            Console.Error.WriteLine($"{learnt}; {test}: {string.Join(' ', scores.Select(Text))}");
        }

        EmbeddedDataset Embed(SoundPreparation preparation, IReadOnlyList<IWaveformTransform> transforms, long seed)
        {
            var clips = new ClipEmbedder(embedder, EmbeddingDescription.Of(network).Key, EmbeddingCache.FromEnvironment(), arguments.Number("workers", 1), preparation);
            return EmbeddedDataset.CreateAsync(dataset, clips, embedder.Size, transforms, seed).GetAwaiter().GetResult();
        }
    }

    // Accuracy on each copy of the test clips, the clean ones first.
    private static double[] Measure(EmbeddedDataset data, EmbeddedDataset test, int seeds)
    {
        int[] folds = [.. test.Dataset.Clips.Select(clip => Path.GetFileName(clip.Path)[0] - '0')];
        var predictions = Enumerable.Range(0, test.Copies).Select(_ => new List<ClipPrediction>()).ToArray();
        foreach (var (seed, fold) in from seed in Enumerable.Range(0, seeds) from fold in folds.Distinct().Order() select (seed, fold))
        {
            using var outcome = new ModelTrainer(new() { Trainer = new() { Seed = seed } }).Train(data.Only(Places(other => other != fold)));
            var judged = Places(other => other == fold);
            foreach (var (copy, list) in predictions.Index())
                list.AddRange(test.Judge(outcome.Head, judged, copy).Select(clip => outcome.Calibration.Predict(clip, data.Dataset.Classes.Count)));
        }

        return [.. predictions.Select(one => ClipScores.Of(one, data.Dataset.Classes).Accuracy)];

        int[] Places(Func<int, bool> isWanted) => [.. Enumerable.Range(0, folds.Length).Where(k => isWanted(folds[k]))];
    }

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
