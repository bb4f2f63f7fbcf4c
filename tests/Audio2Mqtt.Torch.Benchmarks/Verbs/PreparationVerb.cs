using System.Globalization;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Augmentation;
using Audio2Mqtt.Torch.Training.Caching;
using Audio2Mqtt.Torch.Training.Metrics;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>
/// Do trimming and denoising help? Leaves one fold out at a time, clean and under noise, with recordings prepared for learning and for testing alike, or for testing alone.
/// Noise is added before a recording is prepared, as it is in a room.
/// </summary>
internal static class PreparationVerb
{
    private const int NoiseSeed = 20_000;

    private static readonly (string Name, bool Denoise, bool Trim)[] Kinds = [("as they are", false, false), ("trimmed", false, true), ("denoised", true, false), ("denoised, trimmed", true, true)];

    private static readonly NoiseTransform[] Noises =
        [.. from colour in (NoiseColour[])[NoiseColour.White, NoiseColour.Pink] from snr in (double[])[20, 10, 0] select new NoiseTransform(colour, snr)];

    public static void Run(Arguments arguments)
    {
        Machine.PrintFacts(arguments);
        var folder = arguments.Value(0, "a folder of class folders");
        var copies = arguments.Number("copies", 0);
        var kinds = Kinds.Where(kind => arguments.Values.Count < 2 || kind.Name == Kinds[0].Name || kind.Name == arguments.Values[1]).ToList();
        using var network = Yamnet.Load(WeightsStore.FromEnvironment().LoadOrInstallAsync(YamnetVariant.Lite).GetAwaiter().GetResult());
        using var embedder = new YamnetEmbedder(network);
        var clips = new ClipEmbedder(embedder, EmbeddingDescription.Of(network).Key, EmbeddingCache.FromEnvironment(), arguments.Number("workers", 1));
        var dataset = new DatasetScanner().Scan(folder);
        var table = new MarkdownTable("learnt from", "tested on", "clean", "white 20", "10", "0 dB", "pink 20", "10", "0 dB", "noise, mean");
        var tests = new Dictionary<string, EmbeddedDataset>();
        foreach (var (name, denoise, trim) in kinds)
        {
            tests[name] = Embed(dataset, [new PreparedTransform(null, denoise, trim), .. Noises.Select(noise => new PreparedTransform(noise, denoise, trim))], NoiseSeed);
            using var prepared = new TemporaryFolder();
            using var data = Embed(Prepare(dataset, prepared, denoise, trim), [.. Transforms(copies).Select(one => new PreparedTransform(one, denoise, trim))], 0);
            string[] tried = name == "as they are" ? [name] : ["as they are", name];
            foreach (var test in tried) Add(name, test, Measure(data, tests[test], arguments.Number("seeds", 1)));
        }

        // What a detector hears may be denoised though what it learnt from was not.
        using (var plain = Embed(dataset, Transforms(copies), 0))
        {
            if (tests.TryGetValue("denoised", out var denoised)) Add("as they are", "denoised", Measure(plain, denoised, arguments.Number("seeds", 1)));
        }

        foreach (var test in tests.Values) test.Dispose();
        table.Print();

        void Add(string learnt, string test, double[] scores)
        {
            table.Add([learnt, test, .. scores.Select(Text), Text(scores.Skip(1).Average())]);
            Console.Error.WriteLine($"{learnt}; {test}: {string.Join(' ', scores.Select(Text))}");
        }

        EmbeddedDataset Embed(Dataset what, IReadOnlyList<IWaveformTransform> transforms, long seed) =>
            EmbeddedDataset.CreateAsync(what, clips, embedder.Size, transforms, seed).GetAwaiter().GetResult();
    }

    private static IReadOnlyList<IWaveformTransform> Transforms(int copies) => [.. Enumerable.Range(0, copies).Select(k => new Augmenter(new(), k, copies))];

    // The same clips under the same names.
    private static Dataset Prepare(Dataset dataset, TemporaryFolder folder, bool denoise, bool trim)
    {
        if (!denoise && !trim) return dataset;
        var prepare = new PreparedTransform(null, denoise, trim);
        foreach (var clip in dataset.Clips)
        {
            using var reader = AudioInput.OpenMono16k(clip.Path);
            using var writer = AudioWriter.Create(folder.File($"{Stem(clip)}.wav"), new() { Depth = SampleDepth.FloatingPoint });
            writer.Write(prepare.Apply(reader.ReadToEnd(), 0));
            writer.Complete();
        }

        return new DatasetScanner().Scan(folder.File("."));
    }

    // Accuracy on each copy of the test clips.
    private static double[] Measure(EmbeddedDataset data, EmbeddedDataset test, int seeds)
    {
        int[] folds = [.. test.Dataset.Clips.Select(clip => Path.GetFileName(clip.Path)[0] - '0')];
        if (!data.Dataset.Clips.Select(Stem).SequenceEqual(test.Dataset.Clips.Select(Stem))) throw new MeasuringException("the prepared clips are not those of the folder");
        var predictions = Enumerable.Range(1, test.Copies - 1).Select(_ => new List<ClipPrediction>()).ToArray();
        foreach (var (seed, fold) in from seed in Enumerable.Range(0, seeds) from fold in folds.Distinct().Order() select (seed, fold))
        {
            using var outcome = new ModelTrainer(new() { Trainer = new() { Seed = seed } }).Train(data.Only(Places(other => other != fold)));
            var judged = Places(other => other == fold);
            for (var copy = 1; copy < test.Copies; copy++)
                predictions[copy - 1].AddRange(test.Judge(outcome.Head, judged, copy).Select(clip => outcome.Calibration.Predict(clip, data.Dataset.Classes.Count)));
        }

        return [.. predictions.Select(one => ClipScores.Of(one, data.Dataset.Classes).Accuracy)];

        int[] Places(Func<int, bool> isWanted) => [.. Enumerable.Range(0, folds.Length).Where(k => isWanted(folds[k]))];
    }

    private static string Stem(ClipSource clip) => $"{clip.ClassName}/{Path.GetFileNameWithoutExtension(clip.Path)}";

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
