using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Tests.Training.FineTuning;

/// <summary>Two classes that are easily told apart, high tones and low ones in noise, as clips of 1.5 s; and a head for them.</summary>
internal sealed class Beeps : IDisposable
{
    private const int Clips = 8;
    private readonly LabelledFolder folder = new();

    public Beeps(IEmbedder embedder, IReadOnlyList<IWaveformTransform>? transforms = null)
    {
        for (var k = 0; k < Clips; k++)
        {
            folder.Wav($"high/{k}.wav", Sound(1500 + (100 * k), k));
            folder.Wav($"low/{k}.wav", Sound(300 + (20 * k), Clips + k));
        }

        Data = EmbeddedDataset.CreateAsync(folder.Scan(), new ClipEmbedder(embedder, ""), embedder.Size, transforms ?? [], 0).GetAwaiter().GetResult();
    }

    public EmbeddedDataset Data { get; }

    /// <summary>Four clips of each class.</summary>
    public IReadOnlyList<int> HeldOut { get; } = [0, 1, 2, 3, Clips, Clips + 1, Clips + 2, Clips + 3];

    /// <summary>Removes a clip's file.</summary>
    public void Delete(int clip) => File.Delete(Data.Dataset.Clips[clip].Path);

    /// <summary>A head trained for so many epochs on the clips that are not held out.</summary>
    public Head Head(int epochs)
    {
        var options = new TrainerOptions { Head = new() { Hidden = [16] }, Epochs = epochs, LearningRate = 1e-2, BatchSize = 4, Seed = 3 };
        return new HeadTrainer(options).Train(Data.Store, Data.Samples(Data.Clips.Except(HeldOut)), [], 2).Head;
    }

    public void Dispose()
    {
        Data.Dispose();
        folder.Dispose();
    }

    private static float[] Sound(double hertz, int seed) =>
        [.. Signals.Tone(hertz, 16_000, 24_000, amplitude: 0.2).Zip(Signals.Noise(24_000, seed, 0.05), (tone, noise) => tone + noise)];
}
