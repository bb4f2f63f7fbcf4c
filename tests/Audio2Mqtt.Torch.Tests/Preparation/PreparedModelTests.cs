using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Preparation;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Tests.Classification;
using Audio2Mqtt.Torch.Tests.Features;
using Audio2Mqtt.Torch.Tests.Golden;
using Audio2Mqtt.Torch.Tests.Network.Models;
using Audio2Mqtt.Torch.Tests.Training;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Augmentation;
using Audio2Mqtt.Torch.Training.Backgrounds;
using Audio2Mqtt.Torch.Training.Caching;
using Audio2Mqtt.Torch.Training.FineTuning;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Preparation;

/// <summary>Whoever uses a model that was trained on prepared recordings hears a recording as if it had been prepared before.</summary>
[Collection(ClassifierTests.CountsTensors)]
public sealed class PreparedModelTests : IDisposable
{
    private const int Rate = 16_000;
    private static readonly SoundPreparation Both = new() { Denoise = true, TrimTopDb = 20 };
    private static readonly EmbeddingDescription Spectra = TestModel.Spectrum();

    private readonly LabelledFolder folder = new();
    private readonly SoundModel model = TestModel.Create(TestModel.Describe() with { Format = 2, Preparation = Both });
    private readonly SoundModel plain = TestModel.Create();
    private readonly IEmbedder embedder = Embedders.For(Spectra);

    public void Dispose()
    {
        embedder.Dispose();
        plain.Dispose();
        model.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Files_are_classified_so_and_their_times_are_those_of_the_file()
    {
        var (raw, prepared, samples) = Recordings();
        var options = new ClassifierOptions { Aggregate = ScoreAggregate.Judge, KeepPatches = true, TopK = 3, BatchSize = 4 };
        var heard = await Classify(model, options, raw);
        var expected = await Classify(plain, options, prepared);
        Assert.Equal(expected.Classes, heard.Classes);
        Assert.Equal(expected.Patches.SelectMany(patch => patch.Classes), heard.Patches.SelectMany(patch => patch.Classes));

        var begin = TimeSpan.FromSeconds(Silence.Trim(PreparedReader.Apply(samples, Both with { TrimTopDb = null }), Rate).First / (double)Rate);
        Assert.InRange(begin.TotalSeconds, 1.9, 2.0);
        Assert.Equal(begin, heard.Start);
        Assert.Equal(expected.Patches.Select(patch => patch.Start + begin), heard.Patches.Select(patch => patch.Start));

        // Overruled, and overruled by nothing.
        Assert.Equal((await Classify(plain, options, raw)).Classes, (await Classify(model, options with { Preparation = new() }, raw)).Classes);
        Assert.Equal(heard.Classes, (await Classify(plain, options with { Preparation = Both }, raw)).Classes);
    }

    [Fact]
    public async Task Options_of_a_scorer_that_is_still_loading_must_have_its_preparation()
    {
        var (raw, _, _) = Recordings();
        var classifier = new Classifier(Task.FromResult<IPatchScorer>(new ModelScorer(model, embedder)), new() { Patch = Spectra.Patch });
        var error = await Assert.ThrowsAsync<ArgumentException>(async () => await classifier.ClassifyAsync([raw]).ToListAsync());
        Assert.StartsWith("recordings as they are for a scorer of recordings denoised, trimmed (20 dB)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clips_are_embedded_so_after_they_were_changed_and_kept_under_another_key()
    {
        var (raw, prepared, _) = Recordings();
        var cache = new EmbeddingCache(folder.At("cache"));
        IReadOnlyList<IWaveformTransform?> copies = [null, new NoiseTransform(NoiseColour.White, 30), new NoiseTransform(NoiseColour.White, 0)];
        var heard = await Embed(raw, copies, cache, Both);
        var expected = await Embed(prepared, [null], cache, null);
        Assert.Equal(expected.Copies[0].LevelsDbfs, heard.Copies[0].LevelsDbfs);

        // Other rows of a batch are other rows of a product.
        Assert.Equal(expected.Copies[0].Embeddings.Length, heard.Copies[0].Embeddings.Length);
        foreach (var (left, right) in expected.Copies[0].Embeddings.Zip(heard.Copies[0].Embeddings)) Assert.InRange(left - right, -1e-5, 1e-5);

        // Noise is there before silence is looked for: under noise as loud as the sound nothing is cut off.
        var trimmed = await Embed(raw, copies, cache, new() { TrimTopDb = 20 });
        Assert.Equal([8, 8, 23], trimmed.Copies.Select(copy => copy.LevelsDbfs.Length)); // 2 s and 6 s in windows of 0.5 s, 0.25 s apart
        Assert.All(trimmed.Copies, copy => Assert.Equal(copy.LevelsDbfs.Length * Spectra.Size, copy.Embeddings.Length));
        Assert.False((await Embed(raw, copies, cache, null)).IsCached);
        Assert.True((await Embed(raw, copies, cache, Both)).IsCached);
    }

    [Fact]
    public async Task A_training_writes_it_into_the_model_and_tells_it()
    {
        for (var k = 0; k < 5; k++)
        {
            folder.Noise($"data/background/{k}x.wav", 1);
            folder.Wav($"data/bell/{k}x.wav", [.. new float[Rate], .. Signals.Tone(900 + k, Rate, Rate)]);
        }

        var plan = new TrainingPlan
        {
            Dataset = new DatasetScanner().Scan(folder.At("data")), Output = folder.At("m"), Spectrum = new() { Bins = 20, WindowSeconds = 0.5 }, Preparation = Both,
        };
        using (var result = await new TrainingRun(plan).RunAsync(null)) Assert.Equal(1, result.Seconds.Where(one => one.Key.ClassName == "bell").Average(one => one.Value), 0.3);
        var description = SoundModel.Describe(plan.Output);
        Assert.Equal((2, Both), (description.Format, description.Preparation));
        Assert.Contains("denoised, trimmed (20 dB)", await File.ReadAllTextAsync(folder.At("m/report.html")), StringComparison.Ordinal);

        using (await new TrainingRun(plan with { Output = folder.At("none"), Preparation = new() }).RunAsync(null)) description = SoundModel.Describe(folder.At("none"));
        Assert.Equal((1, null), (description.Format, description.Preparation));
    }

    [Fact]
    public void Long_recordings_are_heard_as_live_without_ends_to_trim_and_nothing_in_the_silence_after_a_sound()
    {
        // 30 s of noise at -31 dBFS with a tone from 10 to 12 s.
        var samples = Signals.Noise(30 * Rate, seed: 6, amplitude: 0.05);
        Signals.Tone(900, Rate, 2 * Rate).CopyTo(samples, 10 * Rate);
        var raw = folder.Wav("night.wav", samples);
        var denoised = folder.Wav("denoised.wav", PreparedReader.Apply(samples, new() { Denoise = true }));
        var (heard, seconds) = new RecordingJudge(model, embedder).Judge(raw, CancellationToken.None);
        var (expected, _) = new RecordingJudge(plain, embedder).Judge(denoised, CancellationToken.None);
        Assert.Equal((30.0, expected.Length), (seconds, heard.Length));

        // Windows of 0.5 s, 0.25 s apart: those from 12 s on are silence until the last one with the tone is two seconds old.
        int[] silent = [.. Enumerable.Range(0, heard.Length / 3).Where(k => heard[(3 * k)..((3 * k) + 3)].Max() == 0)];
        Assert.Equal([48, 49, 50, 51, 52, 53, 54, 55], silent);
        for (var k = 0; k < heard.Length / 3; k++)
        {
            if (!silent.Contains(k)) Assert.Equal(expected[(3 * k)..((3 * k) + 3)], heard[(3 * k)..((3 * k) + 3)]);
        }
    }

    [Fact]
    public void Background_is_listened_to_so()
    {
        var (_, _, samples) = Recordings();
        using var eager = TestModel.Create(TestModel.Describe() with { Format = 2, Preparation = Both, PatchTemperature = 0.05 });
        using var other = TestModel.Create(TestModel.Describe() with { PatchTemperature = 0.05 });
        var heard = new TargetListener(eager, embedder, 0.5f).Hear(samples);
        Assert.Equal(new TargetListener(other, embedder, 0.5f).Hear(PreparedReader.Apply(samples, Both)), heard);
    }

    [GoldenFact]
    public async Task Fine_tuning_makes_its_samples_so()
    {
        using var network = GenuineYamnet.Load("lite6");
        using var yamnet = new YamnetEmbedder(network);
        for (var k = 0; k < 2; k++)
        {
            var samples = NoisyTones.Mix(NoisyTones.Tone(800, 2, 4, 6), NoisyTones.Noise(NoiseColour.Pink, 6, seed: k), 25);
            folder.Wav($"raw/{k}/x.wav", samples);
            folder.Wav($"prepared/{k}/x.wav", PreparedReader.Apply(samples, Both));
        }

        var heard = await Sample("raw", Both);
        var expected = await Sample("prepared", null);
        Assert.Equal(expected.Weights, heard.Weights);
        Assert.Equal(expected.LogMel, heard.LogMel);

        async Task<FineTuneSample> Sample(string name, SoundPreparation? preparation)
        {
            var clips = new ClipEmbedder(yamnet, "test", preparation: preparation);
            using var data = await EmbeddedDataset.CreateAsync(new DatasetScanner().Scan(folder.At(name)), clips, yamnet.Size, [], 0);
            using var samples = new FineTuneSamples(data, [], new() { Layers = 1 });
            return samples.Make(1, 3, CancellationToken.None)!;
        }
    }

    // Noise, from 2 to 4 s a tone 25 dB above it: as it is, and as it is to be heard.
    private (string Raw, string Prepared, float[] Samples) Recordings()
    {
        var samples = NoisyTones.Mix(NoisyTones.Tone(800, 2, 4, 6), NoisyTones.Noise(NoiseColour.Pink, 6, seed: 4), 25);
        return (folder.Wav("raw.wav", samples), folder.Wav("prepared.wav", PreparedReader.Apply(samples, Both)), samples);
    }

    private async Task<FileResult> Classify(SoundModel by, ClassifierOptions options, string path) =>
        Assert.Single(await new Classifier(new ModelScorer(by, embedder), options).ClassifyAsync([path]).ToListAsync());

    private async Task<ClipEmbeddings> Embed(string path, IReadOnlyList<IWaveformTransform?> copies, EmbeddingCache cache, SoundPreparation? preparation)
    {
        var clip = new ClipSource { Path = path, ClassName = "any", Recording = path };
        return Assert.Single(await new ClipEmbedder(embedder, Spectra.Key, cache, 1, preparation).EmbedAsync([clip], copies).ToListAsync());
    }
}
