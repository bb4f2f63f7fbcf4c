using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training;

public sealed class DatasetInspectorTests : IDisposable
{
    private readonly LabelledFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Broken_silent_and_short_clips_are_left_out_and_the_rest_is_told()
    {
        folder.Wav("dog/tone.wav", Signals.Tone(440, 16_000, 32_000, amplitude: 0.1));
        folder.Write("dog/text.wav", "this is no audio"u8);
        folder.Write("dog/empty.wav", []);
        folder.Wav("dog/nan.wav", [.. Signals.Noise(16_000, 1), float.NaN, 0.1f]);
        folder.Noise("dog/click.wav", seconds: 0.19);
        folder.Wav("cat/zeros.wav", new float[16_000]);
        folder.Noise("cat/faint.wav", seconds: 2, amplitude: 0.001);  // -64.8 dBFS: amplitude / sqrt(3)
        folder.Noise("cat/quiet.wav", seconds: 2, amplitude: 0.0025); // -56.8 dBFS

        // 50 ms at -26.8 dBFS in 5 s of silence: the clip as a whole has -46.8, its loudest patch -39.6.
        var knock = new float[80_000];
        Signals.Noise(800, 7, amplitude: 0.079).CopyTo(knock, 30_000);
        folder.Wav("cat/knock.wav", knock);
        var inspection = DatasetInspector.Inspect(folder.Scan());

        var leftOut = inspection.LeftOut.ToDictionary(item => Path.GetFileName(item.Clip.Path));
        Assert.Equal(["click.wav", "empty.wav", "faint.wav", "nan.wav", "text.wav", "zeros.wav"], leftOut.Keys.Order());
        Assert.Equal((ClipVerdict.TooShort, "is shorter than 0.2 s"), (leftOut["click.wav"].Verdict, leftOut["click.wav"].Reason));
        Assert.Equal((ClipVerdict.Silent, "is silent: below -60 dBFS throughout"), (leftOut["faint.wav"].Verdict, leftOut["faint.wav"].Reason));
        Assert.Equal((ClipVerdict.Unreadable, "is empty (0 bytes)"), (leftOut["empty.wav"].Verdict, leftOut["empty.wav"].Reason));
        Assert.Contains("not a number", leftOut["nan.wav"].Reason, StringComparison.Ordinal);
        Assert.Equal(["cat/knock.wav", "cat/quiet.wav", "dog/tone.wav"], inspection.Dataset.Clips.Select(clip => Path.GetRelativePath(folder.Path, clip.Path).Replace('\\', '/')));
        Assert.Contains(inspection.Dataset.Warnings, warning => warning.Contains("under 20 clips: 'cat' 2, 'dog' 1", StringComparison.Ordinal));

        var tone = inspection.Clips.Single(clip => clip.Clip.Path.EndsWith("tone.wav", StringComparison.Ordinal));
        Assert.Equal((2.0, "WAV"), (tone.Seconds, tone.Format));
        Assert.Equal(-23.01, tone.LevelDbfs, 0.01); // 0.1 is -20 dB, a sine's RMS 3.01 dB below
        var dog = inspection.Classes[1];
        Assert.Equal(("dog", 1, 1, 2.0, 4), (dog.Name, dog.Clips, dog.Recordings, dog.Seconds, dog.LeftOut));
        Assert.Equal([KeyValuePair.Create("WAV", 1)], dog.Formats);
    }

    [Fact]
    public void A_class_without_a_usable_clip_is_an_error_that_names_it_and_its_files()
    {
        folder.Noise("dog/a.wav");
        folder.Write("cat/x.wav", "no audio"u8);
        folder.Wav("cat/y.wav", new float[16_000]);
        var error = Assert.Throws<DatasetException>(() => DatasetInspector.Inspect(folder.Scan()));
        Assert.Contains("no clip of class 'cat' can be used", error.Message, StringComparison.Ordinal);
        Assert.Contains("x.wav", error.Message, StringComparison.Ordinal);
        Assert.Contains("y.wav is silent", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void An_inspection_can_be_cancelled_and_tells_how_far_it_is()
    {
        for (var i = 0; i < 20; i++) folder.Noise($"{(i % 2 == 0 ? "dog" : "cat")}/{i}.wav");
        var dataset = folder.Scan();
        using var cancel = new CancellationTokenSource();
        var steps = new Steps { AfterThird = cancel.Cancel };
        Assert.ThrowsAny<OperationCanceledException>(() => DatasetInspector.Inspect(dataset, steps, cancel.Token));
        steps = new();
        DatasetInspector.Inspect(dataset, steps);
        Assert.Equal(Enumerable.Range(1, 20).Select(n => new InspectionProgress(n, 20)), steps.Seen);
    }

    [Fact]
    public void Ten_hours_in_one_file_are_cut_into_pieces_and_take_the_memory_of_one()
    {
        folder.Noise("dog/a.wav");
        folder.LongRecording("background/night.wav", hours: 10);
        var dataset = folder.Scan();
        Assert.Equal(1 + (10 * 3600 / 5), dataset.Clips.Count);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        DatasetInspector.Inspect(dataset, new Steps { EveryThousand = () => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true)) });

        // As float samples the file is 2.3 GB, a piece of it 320 kB. Other tests run at the same time, and what they hold is counted too.
        Assert.InRange(most - before, long.MinValue, 256L << 20);
    }

    private sealed class Steps : IProgress<InspectionProgress>
    {
        public List<InspectionProgress> Seen { get; } = [];

        public Action? AfterThird { get; init; }

        public Action? EveryThousand { get; init; }

        public void Report(InspectionProgress value)
        {
            Seen.Add(value);
            if (Seen.Count % 1000 == 0) EveryThousand?.Invoke();
            if (Seen.Count == 3) AfterThird?.Invoke();
        }
    }
}
