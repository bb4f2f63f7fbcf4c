using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Tests.Classification;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Augmentation;
using Audio2Mqtt.Torch.Training.Report;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training;

[Collection(ClassifierTests.CountsTensors)]
public sealed class EvaluationTensorsTests : IDisposable
{
    private readonly LabelledFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Judging_clips_and_recordings_and_drawing_leaves_no_tensor()
    {
        folder.Wav("low/1.wav", Signals.Tone(200, 16_000, 32_000));
        var night = folder.Wav("night.wav", Signals.Tone(4000, 16_000, 16_000 * 40));
        folder.Write("night.txt", "0\t40\thigh\n"u8);
        using var model = PitchEmbedder.Model();
        using var embedder = new PitchEmbedder();
        using var logMel = new LogMel();
        var evaluator = new Evaluator(model, embedder);
        var judge = new RecordingJudge(model, embedder);
        await Work();
        var before = Tensor.TotalCount;
        for (var k = 0; k < 3; k++) await Work();
        Assert.Equal(before, Tensor.TotalCount);

        async Task Work()
        {
            await evaluator.EvaluateAsync(folder.Scan(), LabelledRecording.Find(folder.Path, []), new() { Noise = [new(NoiseColour.White, 10)] });
            judge.Judge(night, CancellationToken.None);
            Spectrogram.Png(logMel, new float[16_000]);
        }
    }
}
