using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Interop;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Augmentation;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>What does an augmented copy of a clip cost, by kind?</summary>
internal static class AugmentVerb
{
    private static readonly AugmentationOptions None = new()
    {
        PitchShiftProbability = 0, TimeStretchProbability = 0, TimeShiftProbability = 0, GainProbability = 0, NoiseProbability = 0,
        RoomProbability = 0, BandLimitProbability = 0,
    };

    private static readonly AugmentationOptions Pitch = None with { PitchShiftProbability = 1 };
    private static readonly AugmentationOptions Stretch = None with { TimeStretchProbability = 1 };

    private static readonly (string Name, AugmentationOptions Options)[] Kinds =
    [
        ("nothing (the copy itself)", None),
        ("pitch shift", Pitch),
        ("time stretch", Stretch),
        ("pitch shift and time stretch", Pitch with { TimeStretchProbability = 1 }),
        ("time shift", None with { TimeShiftProbability = 1 }),
        ("room", None with { RoomProbability = 1 }),
        ("band limit", None with { BandLimitProbability = 1 }),
        ("room and band limit", None with { RoomProbability = 1, BandLimitProbability = 1 }),
        ("coloured noise", None with { NoiseProbability = 1 }),
        ("gain", None with { GainProbability = 1 }),
        ("everything", new() { PitchShiftProbability = 1, TimeStretchProbability = 1, TimeShiftProbability = 1, GainProbability = 1, NoiseProbability = 1, RoomProbability = 1, BandLimitProbability = 1 }),
        ("the defaults, as drawn", new()),
    ];

    public static void Run(Arguments arguments)
    {
        Machine.PrintFacts(arguments);
        // As in training, where loading the network sets the allocator.
        TorchRuntime.UseOneThread();
        Allocator.KeepFreedMemory();
        var seconds = arguments.Number("seconds", 5);
        var random = new Random(1);
        var clip = Enumerable.Range(0, seconds * Waveforms.SampleRate).Select(_ => (random.NextSingle() - 0.5f) * 0.2f).ToArray();

        var table = new MarkdownTable($"a copy of {seconds} s, one thread", "processor ms", "median ms", "least ms");
        foreach (var (name, options) in Kinds)
            Add(table, name, new Augmenter(options), clip);
        Add(table, "white noise (evaluate)", new NoiseTransform(NoiseColour.White, 10), clip);
        Add(table, "pink noise (evaluate)", new NoiseTransform(NoiseColour.Pink, 10), clip);
        table.Print();
    }

    // Time on the processor, which a busy machine stretches less than time on the clock.
    private static void Add(MarkdownTable table, string name, IWaveformTransform transform, float[] clip)
    {
        long seed = 0;
        var before = Environment.CpuUsage.TotalTime;
        var times = Repeat.Milliseconds(() => transform.Apply(clip, seed++), TimeSpan.FromSeconds(1.5), least: 40);
        var processor = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / seed;
        table.Add(name, $"{processor:0.0}", $"{times.Median():0.0}", $"{times.Min():0.0}");
    }
}
