using System.Text.Json;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Audio2Mqtt.Torch.Network;
using Xunit;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.EndToEnd.Onnx;

public sealed class ExportTests(ITestOutputHelper output) : IDisposable
{
    // What the exported graphs promise (docs/model.md).
    private const double Tolerance = 1e-4;

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [OnnxTheory]
    [InlineData(ModelKind.Yamnet, 13)]
    [InlineData(ModelKind.FineTuned, 13)]
    [InlineData(ModelKind.Spectrum, 17)]
    [InlineData(ModelKind.PlainSpectrum, 17)]
    public async Task I_can_run_my_model_in_another_runtime_and_it_says_the_same(ModelKind kind, int opset)
    {
        var weights = (await InstalledWeights.Folder)!;
        HandMadeModel.Random(scratch.At("bells"), kind, weights);
        var export = await ProgramRun.ToEnd("export", scratch.At("bells"), "--output", scratch.At("onnx"), "--json");
        Assert.Equal((0, ""), (export.ExitCode, export.Error));
        using var document = JsonDocument.Parse(export.Output);
        Assert.Equal(["model", "hash", "files"], document.RootElement.EnumerateObject().Select(property => property.Name));

        foreach (var name in (string[])["waveform.onnx", "embeddings.onnx"])
        {
            var facts = OnnxTools.Check(scratch.At($"onnx/{name}"));
            Assert.Equal(name == "waveform.onnx" ? opset : 13, facts.GetProperty("opset").GetInt32());
            Assert.Equal("[\"background\",\"dög\",\"bell\",\"door\"]", JsonSerializer.Serialize(JsonSerializer.Deserialize<string[]>(facts.GetProperty("metadata").GetProperty("class_names").GetString()!), Relaxed));
            Assert.Equal(document.RootElement.GetProperty("hash").GetString(), facts.GetProperty("metadata").GetProperty("model_hash").GetString());
            Assert.Equal(kind is ModelKind.Yamnet or ModelKind.FineTuned, facts.GetProperty("metadata").TryGetProperty("licence", out _));
        }

        var worst = 0.0;
        foreach (var clip in (string[])["miaow_16k.wav", "fireworks_16k.wav", "speech_whistling_cut.wav", "desktop_sounds.wav"])
            worst = Math.Max(worst, await AgreesOn(Shared.Audio(clip)));
        output.WriteLine($"{kind}: the largest difference is {worst:0.0e0}");
        Assert.InRange(worst, 0, Tolerance);
    }

    [OnnxTheory]
    [InlineData(ModelKind.Yamnet)]
    [InlineData(ModelKind.Spectrum)]
    public async Task Embeddings_and_whole_batches_of_sound_can_be_given_too(ModelKind kind)
    {
        HandMadeModel.Random(scratch.At("bells"), kind, (await InstalledWeights.Folder)!);
        Assert.Equal(0, (await ProgramRun.ToEnd("export", scratch.At("bells"))).ExitCode);
        using var scope = NewDisposeScope();
        using var model = SoundModel.Load(scratch.At("bells"));
        var size = model.Description.Embedding.Size;
        var embeddings = rand(5, size);
        using var data = embeddings.data<float>();

        var outputs = OnnxTools.Evaluate(scratch.At("bells/onnx/embeddings.onnx"), data.ToArray(), (5, size), scratch.Folder);

        using var expected = model.PatchProbabilities(embeddings).data<float>();
        using var logits = model.Logits(embeddings).data<float>();
        Assert.InRange(Largest(expected.ToArray(), outputs["probabilities"].Values), 0, 1e-6);
        Assert.InRange(Largest(logits.ToArray(), outputs["logits"].Values), 0, 1e-4);

        var two = Samples(Shared.Miaow, 100_000).Concat(Samples(Shared.Audio("fireworks_16k.wav"), 100_000)).ToArray();
        var together = OnnxTools.Evaluate(scratch.At("bells/onnx/waveform.onnx"), two, (2, 100_000), scratch.Folder);
        var patches = together["probabilities"].Shape[1];
        Assert.Equal([2, patches, 4], together["probabilities"].Shape);
        Assert.Equal([2, 4], together["clip_probabilities"].Shape);
        for (var row = 0; row < 2; row++)
        {
            var alone = OnnxTools.Evaluate(scratch.At("bells/onnx/waveform.onnx"), two[(row * 100_000)..((row + 1) * 100_000)], (1, 100_000), scratch.Folder);
            Assert.InRange(Largest(alone["probabilities"].Values, together["probabilities"].Values[(row * patches * 4)..((row + 1) * patches * 4)]), 0, 1e-6);
            Assert.InRange(Largest(alone["clip_probabilities"].Values, together["clip_probabilities"].Values[(row * 4)..((row + 1) * 4)]), 0, 1e-6);
        }
    }

    [SharedFact]
    public async Task An_exported_model_is_not_replaced_unless_I_say_so()
    {
        HandMadeModel.OfSpectra(scratch.At("m"));
        Assert.Equal(0, (await ProgramRun.ToEnd("export", scratch.At("m"))).ExitCode);
        var again = await ProgramRun.ToEnd("export", scratch.At("m"));
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("waveform.onnx: this file exists", Assert.Single(again.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(0, (await ProgramRun.ToEnd("export", scratch.At("m"), "--overwrite")).ExitCode);

        var file = scratch.Write("file", "");
        var nowhere = await ProgramRun.ToEnd("export", scratch.At("m"), "--output", file);
        Assert.Equal(2, nowhere.ExitCode);
        Assert.StartsWith($"a2m-torch: {file}: the graphs cannot be written", Assert.Single(nowhere.ErrorLines), StringComparison.Ordinal);
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Of the runtime against "classify", on the same 16 kHz samples, which it pads itself.
    private async Task<double> AgreesOn(string path)
    {
        var result = await ProgramRun.ToEnd("classify", path, "--custom", scratch.At("bells"), "--jsonl", "--frames");
        Assert.Equal(0, result.ExitCode);
        using var document = JsonDocument.Parse(result.Output);
        var samples = Samples(path, null);
        var outputs = OnnxTools.Evaluate(scratch.At("onnx/waveform.onnx"), samples, (1, samples.Length), scratch.Folder);
        var frames = document.RootElement.GetProperty("frames").EnumerateArray().SelectMany(Scores).ToArray();
        Assert.Equal(outputs["probabilities"].Values.Length, frames.Length);
        Assert.InRange(frames.Count(score => score is > 0.01f and < 0.99f), frames.Length / 4, frames.Length); // certainty would hide differences
        var clip = Scores(document.RootElement);
        return Math.Max(Largest(frames, outputs["probabilities"].Values), Largest(clip, outputs["clip_probabilities"].Values));
    }

    private static float[] Scores(JsonElement element) =>
        [.. element.GetProperty("classes").EnumerateArray().OrderBy(item => item.GetProperty("index").GetInt32()).Select(item => item.GetProperty("score").GetSingle())];

    private static double Largest(float[] left, float[] right)
    {
        Assert.Equal(left.Length, right.Length);
        return left.Zip(right).Max(pair => Math.Abs((double)pair.First - pair.Second));
    }

    private static float[] Samples(string path, int? length)
    {
        using var reader = AudioInput.OpenMono16k(path);
        var samples = reader.ReadToEnd();
        return length is { } count ? samples[..count] : samples;
    }
}
