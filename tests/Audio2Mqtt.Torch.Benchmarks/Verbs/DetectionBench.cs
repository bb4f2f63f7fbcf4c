using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Preparation;
using Audio2Mqtt.Torch.Streaming;
using Audio2Mqtt.Torch.Tests.ScriptedStreams;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Augmentation;
using Audio2Mqtt.Torch.Training.Backgrounds;
using Audio2Mqtt.Torch.Training.Caching;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>Models of all folds but one with a background class, and what they hear in a scripted stream of that one.</summary>
internal sealed class DetectionBench : IDisposable
{
    private const string Background = "background";
    private const int NoiseClips = 12;
    private const int LevelsOfAClip = 3;

    private readonly TemporaryFolder noise = new();
    private readonly Yamnet network = Yamnet.Load(WeightsStore.FromEnvironment().LoadOrInstallAsync(YamnetVariant.Lite).GetAwaiter().GetResult());
    private readonly YamnetEmbedder embedder;
    private readonly ClipEmbedder clips;
    private readonly Dataset dataset;
    private readonly IReadOnlyList<Augmenter> copies;
    private readonly SoundPreparation? preparation;

    /// <param name="folder">Class folders.</param>
    /// <param name="prefix">Clips whose names begin so are kept for the stream.</param>
    /// <param name="background">Classes that are background, too.</param>
    /// <param name="copyCount">Augmented copies of each clip.</param>
    /// <param name="preparation">What is done to clips and to the stream; null for nothing.</param>
    public DetectionBench(string folder, string prefix, IReadOnlyList<string> background, int copyCount, SoundPreparation? preparation)
    {
        this.preparation = preparation;
        embedder = new(network);
        clips = new(embedder, EmbeddingDescription.Of(network).Key, EmbeddingCache.FromEnvironment(), preparation: preparation);
        var all = new DatasetScanner().Scan(folder);
        ClipSource[] known = [.. all.Clips.Where(clip => !Path.GetFileName(clip.Path).StartsWith(prefix, StringComparison.Ordinal))];
        ClipSource[] under = [.. Noise(), .. known.Where(clip => background.Contains(clip.ClassName)).SelectMany(AtLevels)];
        dataset = all with
        {
            Classes = [.. all.Classes.Except(background), Background],
            Clips = [.. known.Where(clip => !background.Contains(clip.ClassName)), .. under],
        };
        copies = copyCount == 0 ? [] : Augmenter.Copies(null, copyCount, NoiseRecordings.FromFiles([.. under.Select(clip => clip.Path)]));
    }

    /// <summary>Trains with a seed and listens to a stream with the same.</summary>
    public StreamScores Listen(StreamScriptOptions options, int hopSamples)
    {
        using var data = EmbeddedDataset.CreateAsync(dataset, clips, embedder.Size, copies, options.Seed).GetAwaiter().GetResult();
        using var model = new ModelTrainer(new() { Copies = copies, Trainer = new() { Seed = options.Seed } }).Train(data);
        Console.Error.WriteLine($"seed {options.Seed}: trained on {data.Clips.Count} clips, patch temperature {model.Calibration.PatchTemperature:0.00}");
        List<float[]> sections = [];
        var script = new StreamGenerator(options).Run(sections.Add);
        var stream = StreamScores.Of(PreparedReader.Apply([.. sections.SelectMany(section => section)], preparation), hopSamples, script, embedder, model, dataset.Classes);
        Console.Error.WriteLine($"seed {options.Seed}: {script.Sounds.Count} sounds, {script.ClippedSamples} samples cut");
        return stream with { Listened = ThroughListener(options, model, stream) };
    }

    private List<HeardEvent> ThroughListener(StreamScriptOptions options, TrainingOutcome outcome, StreamScores stream)
    {
        var path = noise.File("stream.wav");
        _ = new StreamGenerator(options).Write(path);
        var description = new ModelDescription
        {
            Format = preparation is null ? 1 : ModelDescription.CurrentFormat,
            Preparation = preparation,
            Classes = stream.Classes,
            Embedding = EmbeddingDescription.Of(network),
            Head = outcome.Head.Options,
            ClipTemperature = outcome.Calibration.ClipTemperature,
            PatchTemperature = outcome.Calibration.PatchTemperature,
            Thresholds = stream.Thresholds,
        };

        // The head stays the outcome's.
        var sound = new SoundModel(description, outcome.Head);
        using var model = ListeningModel.Of(sound, network);
        var sink = new EventCollector();
        new Listener(
        [
            new()
            {
                Name = "stream",
                Capture = CaptureSources.File(path),
                Model = model,
                Sounds = new DetectionSetting { Threshold = null }.Rules(stream.Classes, stream.Thresholds),
                Gate = EnergyGateOptions.Off,
                Hop = TimeSpan.FromSeconds(stream.HopSamples / 16_000.0),
            },
        ]).RunAsync(sink, CancellationToken.None).GetAwaiter().GetResult();
        return sink.Events;
    }

    public void Dispose()
    {
        embedder.Dispose();
        network.Dispose();
        noise.Dispose();
    }

    // As the command "background" makes it: nothing of it comes again in the stream, which draws its own.
    private IEnumerable<ClipSource> Noise()
    {
        var maker = new SyntheticBackground(new() { Samples = NoiseClips });
        return maker.Run(maker.Plan(noise.File(Background))).Select(file => new ClipSource { Path = file.Path, ClassName = Background, Recording = file.Path });
    }

    // How loud a microphone hears its surroundings, nobody knows.
    private IEnumerable<ClipSource> AtLevels(ClipSource clip)
    {
        using var reader = AudioInput.OpenMono16k(clip.Path);
        var samples = reader.ReadToEnd();
        for (var k = 0; k < LevelsOfAClip; k++)
            yield return Write(samples, $"{clip.ClassName}-{Path.GetFileNameWithoutExtension(clip.Path)}-{k}", clip.Recording, k + clip.Path.Length);
    }

    private ClipSource Write(float[] samples, string name, string recording, int seed)
    {
        var level = -20 - (30 * new Random(seed).NextSingle());
        var gain = MathF.Pow(10, level / 20) / AudioLevel.Rms(samples);
        var path = noise.File($"{name}.wav");
        using var writer = AudioWriter.Create(path, new() { SampleRate = 16_000, Channels = 1, Depth = SampleDepth.FloatingPoint });
        writer.Write([.. samples.Select(sample => sample * gain)]);
        writer.Complete();
        return new() { Path = path, ClassName = Background, Recording = recording };
    }
}
