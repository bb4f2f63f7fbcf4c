using System.Text.Json;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

public sealed class FineTuneTests : IDisposable
{
    private const int Rate = 16_000;
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [SharedFact]
    public async Task I_can_train_the_networks_own_layers_and_take_the_model_where_no_weights_are()
    {
        for (var k = 0; k < 16; k++)
        {
            Recording($"data/high/{k}.wav", 1500 + (50 * k), k);
            Recording($"data/low/{k}.wav", 300 + (10 * k), 100 + k);
        }

        var trained = await ProgramRun.ToEnd(
            "train", scratch.At("data"), scratch.At("model"), "--epochs", "1", "--hidden", "16", "--validation", "0.5", "--fine-tune", "last:1", "--device", "cpu", "--no-cache", "--json");
        Assert.True(trained.ExitCode == 0, trained.Error);
        using var document = JsonDocument.Parse(trained.Output);
        var tuned = document.RootElement.GetProperty("fine_tune");
        Assert.True(tuned.GetProperty("loss").GetDouble() <= tuned.GetProperty("frozen_loss").GetDouble());
        Assert.True(tuned.GetProperty("accuracy").GetDouble() >= tuned.GetProperty("frozen_accuracy").GetDouble());

        // One epoch leaves a head that its network can still help.
        using var model = JsonDocument.Parse(await File.ReadAllTextAsync(scratch.At("model/model.json")));
        Assert.Equal(1, model.RootElement.GetProperty("fine_tuned_layers").GetInt32());
        Directory.Move(scratch.At("model"), scratch.At("moved"));
        var said = await ProgramRun.ToEndWith(scratch.At("no-weights"), "classify", scratch.At("data/high/3.wav"), "--custom", scratch.At("moved"), "--csv");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Contains("high", said.OutputLines[1], StringComparison.Ordinal);
        Assert.False(Directory.Exists(scratch.At("no-weights")));
    }

    [SharedFact]
    public async Task Without_a_GPU_device_cuda_is_refused_before_anything_is_read()
    {
        var result = await ProgramRun.ToEndWith(scratch.At("no-weights"), "train", scratch.At("no-data"), scratch.At("new/model"), "--fine-tune", "all", "--device", "cuda");
        if (result.Error.Contains("no-data", StringComparison.Ordinal)) return; // a GPU is here: the folder is what is wrong
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("a2m-torch: --device cuda: no CUDA device can be used", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(scratch.At("new")));
    }

    // A tone in a little noise: 1.5 s, 16 bits.
    private void Recording(string name, double hertz, int seed)
    {
        var random = new Random(seed);
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes))
        {
            const int count = Rate * 3 / 2;
            writer.Write("RIFF"u8);
            writer.Write(36 + (2 * count));
            writer.Write("WAVEfmt "u8);
            writer.Write(16);
            writer.Write((short)1);
            writer.Write((short)1);
            writer.Write(Rate);
            writer.Write(2 * Rate);
            writer.Write((short)2);
            writer.Write((short)16);
            writer.Write("data"u8);
            writer.Write(2 * count);
            for (var k = 0; k < count; k++)
                writer.Write((short)((6000 * Math.Sin(2 * Math.PI * hertz * k / Rate)) + (1500 * ((2 * random.NextDouble()) - 1))));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(scratch.At(name))!);
        File.WriteAllBytes(scratch.At(name), bytes.ToArray());
    }
}
